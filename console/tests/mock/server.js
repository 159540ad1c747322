// The console's server for work and for tests: the API over made-up data, with the real server's security headers.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { event, fields, history, names, random, time } from './data.js'
import { parse, Wrong } from './query.js'

/** @typedef {import('./data.js').Event} Event */
/** @typedef {{ query: (e: Event) => boolean, send: (frame: unknown) => void, pending: Event[] }} Client */

export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
export const PASSWORD = 'correct horse'
export const CODE = 'once'

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** @param {{ root: string, rate?: number, port?: number, many?: number, demo?: boolean }} options */
export async function serve({ root, rate = 0, port = 0, many = 6000, demo = true }) {
  const began = Date.now()
  const store = history(began, many)
  const byId = new Map(store.map((e) => [e.id, e]))
  const next = random(99)
  /** @type {Set<Client>} */
  const clients = new Set()
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set()
  const state = { rate, signedIn: new Set(['test']), attention: true, failOverview: false }
  let id = store.length

  const live = setInterval(() => {
    const many = Math.floor(state.rate / 4)
    for (let i = 0; i < many; i++) {
      const e = event(next, Date.now() * 1000 + i, ++id)
      if (state.rate <= 500) {
        store.push(e)
        byId.set(e.id, e)
      }
      for (const c of clients) if (c.query(e)) c.pending.push(e)
    }
    for (const c of clients) {
      if (c.pending.length > 0) c.send({ events: c.pending, shed: 0, last: id, rate: state.rate })
      c.pending = []
    }
  }, 250)

  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', 'http://x')
    answer.setHeader('Content-Security-Policy', CSP)
    answer.setHeader('X-Content-Type-Options', 'nosniff')
    answer.setHeader('Referrer-Policy', 'no-referrer')
    try {
      if (url.pathname.startsWith('/api/')) void route(request, answer, url)
      else file(answer, url.pathname)
    } catch (e) {
      failed(answer, e)
    }
  })

  /** @param {import('node:http').ServerResponse} answer @param {string} path */
  function file(answer, path) {
    const name = join(root, normalize(path === '/' ? '/index.html' : path))
    if (!name.startsWith(root) || !existsSync(name)) return json(answer, 404, { error: 'Not found' })
    answer.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream')
    createReadStream(name).pipe(answer)
  }

  /** @param {import('node:http').ServerResponse} answer @param {number} status @param {unknown} body */
  function json(answer, status, body) {
    answer.writeHead(status, { 'Content-Type': 'application/json' })
    answer.end(JSON.stringify(body))
  }

  /** @param {import('node:http').ServerResponse} answer @param {unknown} e */
  function failed(answer, e) {
    if (e instanceof Wrong)
      return json(answer, 400, {
        error: 'The query cannot be read',
        cause: e.message,
        fix: 'See the syntax help.',
        id: 'q-1',
        column: e.column,
      })
    json(answer, 500, { error: 'Something broke', cause: String(e), fix: 'Report it.', id: 'e-42' })
  }

  /** @param {import('node:http').IncomingMessage} request */
  const cookie = (request) => /bartizan_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} answer @param {URL} url */
  async function route(request, answer, url) {
    const path = decodeURIComponent(url.pathname)
    if (path === '/api/session' && request.method === 'POST') return await signIn(request, answer)
    if (!state.signedIn.has(cookie(request)))
      return json(answer, 401, {
        error: 'Sign in first',
        cause: 'There is no session.',
        fix: 'Sign in.',
        id: 's-1',
      })
    if (path === '/api/session' && request.method === 'DELETE') {
      state.signedIn.delete(cookie(request))
      answer.writeHead(204)
      return answer.end()
    }
    try {
      const found = get(path, url.searchParams)
      if (found === undefined)
        return json(answer, 404, { error: 'Not found', cause: `Nothing is at ${path}.`, fix: '', id: 'n-1' })
      if (typeof found === 'string') {
        answer.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
        return answer.end(found)
      }
      json(answer, 200, found)
    } catch (e) {
      failed(answer, e)
    }
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} answer */
  async function signIn(request, answer) {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text)
    if (body.link !== CODE && !(body.user === 'admin' && body.password === PASSWORD))
      return json(answer, 401, {
        error: 'That did not open',
        cause: 'The user or the password is wrong.',
        fix: 'Try again.',
        id: 's-2',
      })
    const session = `s${state.signedIn.size}x`
    state.signedIn.add(session)
    answer.setHeader('Set-Cookie', `bartizan_session=${session}; HttpOnly; SameSite=Strict; Path=/`)
    json(answer, 200, { user: 'admin', role: 'admin' })
  }

  /** @param {string} text @param {number} fallback */
  const micros = (text, fallback) => {
    const m = /\.(\d{1,6})/.exec(text)
    const ms = Date.parse(text.replace(/\.\d+/, ''))
    return Number.isNaN(ms) ? fallback : ms * 1000 + Number((m?.[1] ?? '').padEnd(6, '0'))
  }

  /** @param {URLSearchParams} p */
  function selection(p) {
    const from = micros(p.get('from') ?? '', 0)
    const to = micros(p.get('to') ?? '', 2 ** 52)
    const query = parse(p.get('query') ?? '', names)
    const [a, b] = [time(from), time(to)]
    return { from, to, events: store.filter((e) => e.time >= a && e.time < b && query(e)) }
  }

  /** @param {Event[]} events @param {string} field @param {number} limit */
  function top(events, field, limit) {
    /** @type {Map<string, number>} */
    const counts = new Map()
    for (const e of events) {
      const value = field === 'networks' ? network(e['src.ip']) : e[field]
      if (value !== undefined) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
    }
    const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
    return {
      field,
      total: values.reduce((n, v) => n + v.count, 0),
      distinct: values.length,
      values: values.slice(0, limit),
    }
  }

  /** @param {string} ip */
  const network = (ip) =>
    ip.includes(':') ? `${ip.split('::')[0]}::/64` : `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`

  /** @param {Event[]} events @param {number} from @param {number} to @param {number} buckets */
  function histogram(events, from, to, buckets) {
    if (to - from < buckets) throw new Error('the range is shorter than its buckets')
    const width = Math.ceil((to - from) / buckets)
    /** @type {Map<string, number[]>} */
    const series = new Map()
    for (const e of events) {
      const counts = series.get(e['kind']) ?? Array(buckets).fill(0)
      series.set(e['kind'], counts)
      counts[Math.floor((micros(e['time'], 0) - from) / width)]++
    }
    return {
      from: time(from),
      to: time(to),
      width_us: width,
      series: [...series].map(([value, counts]) => ({ value, counts })),
    }
  }

  /** @param {string} ip @param {Event[]} all */
  function address(ip, all) {
    /** @type {Record<string, number>} */
    const events = {}
    for (const e of all) events[e['kind']] = (events[e['kind']] ?? 0) + 1
    const of = (/** @type {string} */ a) => all.filter((e) => e['action'] === a).length
    return {
      ip,
      first_seen: all[0]?.['time'],
      last_seen: all.at(-1)?.['time'],
      events,
      passed: of('pass'),
      blocked: of('block'),
      total: all.length,
    }
  }

  /** @param {string} path @param {URLSearchParams} p @returns {unknown} */
  function get(path, p) {
    const limit = Number(p.get('limit') ?? 100)
    switch (path) {
      case '/api/session':
        return { user: 'admin', role: 'admin', demo, version: '0.1.0' }
      case '/api/fields':
        return { fields }
      case '/api/sources':
        return { sources: sources(), books_balance: true }
      case '/api/overview':
        return overview(p)
      case '/api/events':
        return events(p, limit)
      case '/api/events/count':
        return { count: selection(p).events.length }
      case '/api/events/histogram': {
        const s = selection(p)
        return histogram(s.events, s.from, s.to, Number(p.get('buckets') ?? 96))
      }
      case '/api/events/top':
        return top(selection(p).events, p.get('field') ?? '', limit)
      case '/api/ips':
        return addresses(p, limit)
    }
    if (path.startsWith('/api/events/')) return one(Number(path.slice(12)))
    if (path.startsWith('/api/ips/')) return page(path.slice(9), p)
    return undefined
  }

  /** @param {number} id */
  function one(id) {
    const e = byId.get(id)
    if (e === undefined) return undefined
    if (e['kind'] === 'alert') return { event: e, raw: null }
    const framed = e['kind'] === 'packet'
    const text = framed ? `frame ${JSON.stringify(e)}`.slice(0, 160) : JSON.stringify(e)
    const base64 = Buffer.from(text).toString('base64')
    const raw = {
      link_type: framed ? 117 : -1,
      original_length: text.length,
      base64,
      text: framed ? null : text,
    }
    return { event: e, raw }
  }

  /** @param {URLSearchParams} p @param {number} limit */
  function events(p, limit) {
    const found = selection(p).events.toReversed()
    const format = p.get('format') ?? 'json'
    if (format === 'ndjson')
      return found
        .slice(0, limit)
        .map((e) => `${JSON.stringify(e)}\n`)
        .join('')
    if (format === 'csv') {
      const columns = (p.get('columns') ?? names.join(',')).split(',')
      const cell = (/** @type {unknown} */ v) => {
        const text = v === undefined ? '' : String(v)
        const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
        return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
      }
      return [
        columns.join(','),
        ...found.slice(0, limit).map((e) => columns.map((c) => cell(e[c])).join(',')),
        '',
      ].join('\r\n')
    }
    const start = Number(p.get('cursor') ?? 0)
    const end = start + limit
    return { events: found.slice(start, end), next: end < found.length ? String(end) : null }
  }

  /** @param {URLSearchParams} p @param {number} limit */
  function addresses(p, limit) {
    const seen = new Set(selection(p).events.map((e) => e['src.ip']))
    /** @type {Map<string, Event[]>} */
    const by = new Map()
    for (const e of store) if (seen.has(e['src.ip'])) by.set(e['src.ip'], [...(by.get(e['src.ip']) ?? []), e])
    const all = [...by].map(([ip, list]) => address(ip, list))
    const order = p.get('order') ?? 'recent'
    all.sort((a, b) =>
      order === 'address'
        ? a.ip.localeCompare(b.ip)
        : order === 'events'
          ? b.total - a.total
          : order === 'blocked'
            ? b.blocked - a.blocked
            : String(b.last_seen).localeCompare(String(a.last_seen)),
    )
    return { addresses: all.slice(0, limit) }
  }

  /** @param {string} ip @param {URLSearchParams} p */
  function page(ip, p) {
    const mine = parse(`src.ip:"${ip}"`, names)
    const all = store.filter(mine)
    if (all.length === 0) return undefined
    const s = selection(p)
    const now = s.events.filter(mine)
    const h = histogram(now, s.from, s.to, 96)
    const tops = ['dst.port', 'http.path', 'alert.signature', 'honeypot.user'].map((f) => [
      f,
      top(now, f, 10).values,
    ])
    return {
      ...address(ip, all),
      from: h.from,
      to: h.to,
      width_us: h.width_us,
      lanes: Object.fromEntries(h.series.map((x) => [x.value, x.counts])),
      top: Object.fromEntries(tops),
      latest: all.slice(-50).reverse(),
    }
  }

  /** @param {URLSearchParams} p */
  function overview(p) {
    if (state.failOverview) throw new Error('the store is gone')
    const s = selection(p)
    const earlier = new URLSearchParams({ from: time(Math.max(0, 2 * s.from - s.to)), to: time(s.from) })
    const before = selection(earlier).events
    const figure = (/** @type {string} */ key, /** @type {string} */ label, /** @type {string} */ query) => {
      const test = parse(query, names)
      return { key, label, value: s.events.filter(test).length, previous: before.filter(test).length, query }
    }
    const tops = ['src.ip', 'dst.port', 'alert.signature', 'http.path', 'networks'].map((f) => [
      f,
      top(s.events, f, 10).values,
    ])
    return {
      from: time(s.from),
      to: time(s.to),
      zone: 'UTC',
      figures: [
        figure('events', 'Events', ''),
        figure('blocked', 'Blocked packets', 'kind:packet action:block'),
        figure('alerts', 'IDS alerts', 'kind:alert'),
        figure('requests', 'Web requests', 'kind:request'),
        figure('honeypot', 'Honeypot events', 'kind:honeypot'),
      ],
      activity: histogram(s.events, s.from, s.to, 96),
      attention: state.attention
        ? [
            {
              severity: 'warning',
              what: 'caddy rejected 3 lines',
              why: 'The last one is no JSON: it ends in the middle of a text.',
              fix: 'See the sample under the sources.',
              link: '#/sources',
            },
            {
              severity: 'error',
              what: 'honeypot sent nothing for 31 min',
              why: 'Until then it had sent something every 40 s.',
              fix: 'See whether it still writes its file.',
            },
          ]
        : [],
      top: Object.fromEntries(tops),
      sources: sources(),
    }
  }

  function sources() {
    const all = ['filterlog', 'conntrack', 'suricata', 'caddy', 'honeypot']
    return all.map((name) => {
      const events = store.filter((e) => e['source'] === name)
      const malformed = name === 'caddy' ? 3 : 0
      return {
        name,
        type: name,
        state: 'running',
        counts: {
          received: events.length + malformed + 20,
          events: events.length,
          ignored: 20,
          measured: 0,
          malformed,
          dropped: 0,
          gaps: 0,
          bytes_read: events.length * 311,
          bytes_skipped: 0,
        },
        rate: (state.rate * events.length) / store.length,
        last_event: events.at(-1)?.['time'],
        lag_s: name === 'honeypot' ? 1860 : 0.4,
        last_malformed: malformed
          ? {
              why: 'ends in the middle of a text',
              where: 'access.log:812',
              sample: '{"level":"info","ts":17000\u0000',
            }
          : null,
      }
    })
  }

  server.on('upgrade', (request, socket) => {
    const url = new URL(request.url ?? '/', 'http://x')
    if (!state.signedIn.has(cookie(request))) return socket.destroy()
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    /** @type {Client} */
    const client = {
      query: parse(url.searchParams.get('query') ?? '', names),
      pending: [],
      send: (frame) => socket.write(textFrame(JSON.stringify(frame))),
    }
    clients.add(client)
    socket.on('error', () => clients.delete(client))
    socket.on('close', () => clients.delete(client))
    socket.on('data', (bytes) => (bytes[0] ?? 0) % 16 === 8 && socket.end(Buffer.from([0x88, 0])))
  })

  /** @param {string} text */
  function textFrame(text) {
    const body = Buffer.from(text)
    const head = Buffer.alloc(10)
    head[0] = 0x81
    head[1] = 127
    head.writeBigUInt64BE(BigInt(body.length), 2)
    const small =
      body.length < 126
        ? Buffer.from([0x81, body.length])
        : Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
    return Buffer.concat([body.length > 65_535 ? head : small, body])
  }

  server.on('connection', (s) => {
    sockets.add(s)
    s.on('close', () => sockets.delete(s))
  })
  await new Promise((done) => server.listen(port, '127.0.0.1', () => done(undefined)))
  const bound = server.address()
  return {
    origin: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`,
    state,
    store,
    drop: () => sockets.forEach((s) => s.destroy()),
    close: () => {
      clearInterval(live)
      sockets.forEach((s) => s.destroy())
      return new Promise((done) => server.close(() => done(undefined)))
    },
  }
}
