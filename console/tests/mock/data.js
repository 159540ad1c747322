// Made-up events of all six kinds in documentation address space, the same in every run.

/** @typedef {Record<string, any>} Event */

/** @param {number} seed */
export function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** @type {[string, string, string, string[], string[]][]} */
const FIELDS = [
  ['time', 'TIME', 'time of capture', [], []],
  ['kind', 'TEXT', 'kind of event', ['packet', 'state', 'alert', 'request', 'flow', 'honeypot'], []],
  ['sensor', 'TEXT', 'installation that saw it', [], []],
  ['source', 'TEXT', 'source that read it', [], []],
  ['src.ip', 'ADDRESS', 'address that sent it', [], []],
  ['src.port', 'NUMBER', 'port that sent it', [], []],
  ['dst.ip', 'ADDRESS', 'address it was for', [], []],
  ['dst.port', 'NUMBER', 'port it was for', [], []],
  ['proto', 'PROTOCOL', 'IP protocol', [], []],
  ['action', 'TEXT', 'what became of it', ['pass', 'block'], []],
  ['direction', 'TEXT', 'which way it went', ['in', 'out', 'forward'], []],
  ['iface.in', 'TEXT', 'interface it came in by', [], []],
  ['flags', 'FLAGS', 'remarks', ['masked', 'cut', 'truncated', 'fragment', 'proxy', 'untimed'], []],
  ['rule.id', 'TEXT', 'number of the firewall rule', [], ['packet', 'state']],
  ['rule.name', 'TEXT', 'label or prefix of the firewall rule', [], ['packet', 'state']],
  ['rule.reason', 'TEXT', 'why the firewall logged it', [], ['packet']],
  ['ip.length', 'NUMBER', 'bytes of the packet', [], ['packet']],
  ['ip.ttl', 'NUMBER', 'time to live', [], ['packet']],
  ['tcp.flags', 'TEXT', 'TCP flags', [], ['packet']],
  [
    'state.change',
    'TEXT',
    'what happened to the state',
    ['created', 'updated', 'deleted', 'cleared'],
    ['state'],
  ],
  ['nat.src.ip', 'ADDRESS', 'source address after translation', [], ['state']],
  ['nat.src.port', 'NUMBER', 'source port after translation', [], ['state']],
  ['alert.signature', 'TEXT', 'text of the signature', [], ['alert']],
  ['alert.severity', 'NUMBER', '1 is the worst', [], ['alert']],
  ['alert.sid', 'NUMBER', 'id of the signature', [], ['alert']],
  ['app', 'TEXT', 'application protocol', [], ['alert', 'flow']],
  ['dns.query', 'TEXT', 'name asked for', [], ['flow']],
  ['tls.sni', 'TEXT', 'server name asked for', [], ['flow']],
  ['http.method', 'TEXT', 'method', [], ['request']],
  ['http.host', 'TEXT', 'host asked', [], ['request']],
  ['http.path', 'TEXT', 'path asked for', [], ['request']],
  ['http.status', 'NUMBER', 'status answered', [], ['request']],
  ['http.agent', 'TEXT', 'user agent', [], ['request']],
  ['honeypot.phase', 'TEXT', 'opened or closed', ['opened', 'closed'], ['honeypot']],
  ['honeypot.service', 'TEXT', 'service that was played', [], ['honeypot']],
  ['honeypot.user', 'TEXT', 'user name tried', [], ['honeypot']],
  ['honeypot.password', 'TEXT', 'password tried', [], ['honeypot']],
]

export const fields = FIELDS.map(([name, type, meaning, values, kinds]) => ({
  name,
  ecs: name,
  type,
  meaning,
  values,
  kinds,
}))

export const names = fields.map((f) => f.name)

const PORTS = [22, 23, 80, 443, 445, 1433, 2323, 3389, 5900, 6379, 8080, 8443]
const PATHS = [
  '/',
  '/.env',
  '/wp-login.php',
  '/.git/config',
  '/robots.txt',
  '/blog/2026/10/autumn',
  '/feed.xml',
  '/phpmyadmin/index.php',
]
const SIGNATURES = [
  'ET SCAN Suspicious inbound to MSSQL port 1433',
  'ET EXPLOIT HTTP Request to Sensitive Path',
  'ET DROP Dshield Block Listed Source group 1',
  'ET SCAN Potential SSH Scan OUTBOUND',
]
const USERS = ['root', 'admin', 'pi', 'ubuntu', 'oracle', 'test']
export const STAR = '203.0.113.66'
export const HOSTILE = {
  path: '/<script>alert(1)</script>',
  agent: '\u202egnp.exe \u001b[31mred\u001b[0m',
  user: `=cmd|'/c calc'!A1`,
}

/** @param {number} micros */
export function time(micros) {
  const text = new Date(Math.floor(micros / 1000)).toISOString()
  return `${text.slice(0, 19)}.${String(micros % 1_000_000).padStart(6, '0')}Z`
}

/** @param {() => number} next @param {number} micros @param {number} id @returns {Event} */
export function event(next, micros, id) {
  /** @template T @param {T[]} from @returns {T} */
  const pick = (from) => /** @type {T} */ (from[Math.floor(next() ** 1.8 * from.length)])
  const star = next() < 0.04
  const six = !star && next() < 0.12
  const src = star
    ? STAR
    : six
      ? `2001:db8:93ca:${Math.floor(next() * 6)}::${(1 + Math.floor(next() * 40)).toString(16)}`
      : `${pick(['203.0.113', '198.51.100', '192.0.2'])}.${1 + Math.floor(next() * 120)}`
  const chance = star ? next() * 1.12 : next()
  const base = { id, time: time(micros), sensor: 'edge-1' }
  const ends = {
    'src.ip': src,
    'src.port': 1024 + Math.floor(next() * 60000),
    'dst.ip': six ? '2001:db8:1::10' : '198.51.100.2',
  }
  if (chance < 0.62) {
    const blocked = next() < 0.8
    return {
      ...base,
      kind: 'packet',
      source: 'filterlog',
      ...ends,
      'dst.port': pick(PORTS),
      proto: pick(['tcp', 'tcp', 'tcp', 'udp']),
      action: blocked ? 'block' : 'pass',
      direction: 'in',
      'iface.in': 'igb0',
      'rule.id': blocked ? '4' : '77',
      'rule.name': blocked ? 'Default deny' : 'allow web',
      'ip.length': 60,
      'ip.ttl': 49,
      'tcp.flags': 'S',
    }
  }
  if (chance < 0.72)
    return {
      ...base,
      kind: 'state',
      source: 'conntrack',
      ...ends,
      'src.ip': star ? STAR : `10.0.0.${10 + Math.floor(next() * 30)}`,
      'dst.ip': '203.0.113.200',
      'dst.port': 443,
      proto: 'tcp',
      action: 'pass',
      'state.change': pick(['created', 'deleted']),
      'nat.src.ip': '198.51.100.2',
      'nat.src.port': 40000 + Math.floor(next() * 9999),
    }
  if (chance < 0.79)
    return {
      ...base,
      kind: 'alert',
      source: 'suricata',
      ...ends,
      'dst.port': pick(PORTS),
      proto: 'tcp',
      'alert.signature': pick(SIGNATURES),
      'alert.severity': 1 + Math.floor(next() * 3),
      'alert.sid': 2010000 + Math.floor(next() * 99),
      detail: { tx_id: 0, metadata: { created_at: ['2010_07_30'] } },
    }
  if (chance < 0.88)
    return {
      ...base,
      kind: 'request',
      source: 'caddy',
      ...ends,
      'dst.port': 443,
      proto: 'tcp',
      'http.method': 'GET',
      'http.host': 'www.example.org',
      'http.path': id % 97 === 0 ? HOSTILE.path : pick(PATHS),
      'http.status': pick([404, 200, 301, 403]),
      'http.agent': id % 97 === 0 ? HOSTILE.agent : 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101',
    }
  if (chance < 0.93)
    return {
      ...base,
      kind: 'flow',
      source: 'suricata',
      ...ends,
      'dst.port': 53,
      proto: 'udp',
      app: 'dns',
      'dns.query': pick(['example.org', 'mail.example.net', 'xn--bcher-kva.example']),
    }
  return {
    ...base,
    kind: 'honeypot',
    source: 'honeypot',
    ...ends,
    'dst.port': 2323,
    proto: 'tcp',
    'honeypot.service': 'telnet',
    'honeypot.phase': pick(['opened', 'closed']),
    'honeypot.user': id % 89 === 0 ? HOSTILE.user : pick(USERS),
    'honeypot.password': '123456',
  }
}

/** A day of events up to a moment, and a few of the week before. @param {number} now milliseconds @param {number} [many] */
export function history(now, many = 6000) {
  const next = random(7)
  const day = 86_400_000_000
  const busy = (/** @type {number} */ back) =>
    0.55 + 0.35 * Math.sin((back / day) * 2 * Math.PI) + 0.1 * Math.sin((back / day) * 40)
  const backs = Array.from({ length: many }, (_, i) => {
    if (i < many / 3) return day + next() * 5 * day
    for (;;) {
      const back = next() * day
      if (next() < busy(back)) return back
    }
  })
  const times = backs.map((back) => Math.floor(now * 1000 - back)).sort((a, b) => a - b)
  return times.map((t, i) => event(next, t, i + 1))
}
