// The query language as far as the tests of the console need it; the real one is in bartizan-core.

/** @typedef {Record<string, any>} Event */
/** @typedef {(e: Event) => boolean} Test */

export class Wrong extends Error {
  /** @param {number} column @param {string} message */
  constructor(column, message) {
    super(message)
    this.column = column
  }
}

/** @type {Record<string, string[]>} */
const SHORT = { ip: ['src.ip', 'dst.ip'], port: ['src.port', 'dst.port'], flag: ['flags'] }

/** @param {string} text @param {string[]} names @returns {Test} */
export function parse(text, names) {
  let at = 0
  const space = () => {
    while (/\s/.test(text.charAt(at))) at++
  }
  /** @param {RegExp} what */
  const take = (what) => {
    space()
    const found = new RegExp(what.source, 'iy')
    found.lastIndex = at
    const m = found.exec(text)
    if (m !== null) at = found.lastIndex
    return m
  }
  /** @returns {Test} */
  const or = () => {
    const any = [and()]
    while (take(/OR\b/)) any.push(and())
    return (e) => any.some((t) => t(e))
  }
  /** @returns {Test} */
  const and = () => {
    const all = [not()]
    for (;;) {
      take(/AND\b/)
      space()
      const rest = text.slice(at)
      if (rest === '' || /^(\)|or\b)/i.test(rest)) return (e) => all.every((t) => t(e))
      all.push(not())
    }
  }
  /** @returns {Test} */
  const not = () => {
    if (take(/NOT\b|-|!/)) {
      const inner = not()
      return (e) => !inner(e)
    }
    return term()
  }
  /** @returns {Test} */
  const term = () => {
    if (take(/\(/)) {
      const inner = or()
      if (!take(/\)/)) throw new Wrong(at + 1, "expected ')', but the query ends")
      return inner
    }
    space()
    const start = at
    const field = take(/([a-z_][a-z._]*):(?!:)/)
    if (field !== null) {
      const name = String(field[1])
      const fields = SHORT[name] ?? (names.includes(name) ? [name] : [])
      if (fields.length === 0) throw new Wrong(start + 1, `no field is called '${name}'`)
      return values(fields)
    }
    const word = take(/"((?:[^"\\]|\\.)*)"|([^\s()"]+)/)
    if (word === null) throw new Wrong(at + 1, "expected a field, a value or '(', but the query ends")
    const low = (word[1] ?? word[2] ?? '').toLowerCase()
    return (e) => Object.values(e).some((v) => typeof v === 'string' && v.toLowerCase().includes(low))
  }
  /** @param {string[]} fields @returns {Test} */
  const values = (fields) => {
    if (take(/\(/)) {
      const any = [values(fields)]
      while (take(/OR\b/)) any.push(values(fields))
      take(/\)/)
      return (e) => any.some((t) => t(e))
    }
    const word = take(/"((?:[^"\\]|\\.)*)"|([^\s()"]+)/)
    if (word === null) throw new Wrong(at + 1, 'expected a value, but the query ends')
    const test = value(word[1] ?? word[2] ?? '')
    return (e) => fields.some((f) => e[f] !== undefined && test(e[f]))
  }
  if (text.trim() === '') return () => true
  const query = or()
  space()
  if (at < text.length) throw new Wrong(at + 1, `expected the end, but found '${text.charAt(at)}'`)
  return query
}

/** @param {string} text @returns {(value: any) => boolean} */
function value(text) {
  if (text.includes('/') && /^[0-9a-f:.]+\/\d+$/i.test(text)) return inNetwork(text)
  const pattern = text.replace(/\\(.)|(\*)|([.+?^${}()|[\]])/g, (_, c, star, special) =>
    star ? '.*' : `\\${c ?? special}`,
  )
  const shape = new RegExp(`^${pattern}$`, 's')
  return (v) => (Array.isArray(v) ? v.includes(text) : shape.test(String(v)))
}

/** @param {string} network @returns {(value: any) => boolean} */
function inNetwork(network) {
  const [base = '', bits = '0'] = network.split('/')
  const wanted = binary(base).slice(0, Number(bits))
  return (v) =>
    base.includes(':') === String(v).includes(':') ? binary(String(v)).startsWith(wanted) : false
}

/** @param {string} ip */
function binary(ip) {
  if (!ip.includes(':'))
    return ip
      .split('.')
      .map((n) => Number(n).toString(2).padStart(8, '0'))
      .join('')
  const [left = '', right = ''] = ip.split('::')
  const a = left === '' ? [] : left.split(':')
  const b = right === '' ? [] : right.split(':')
  const all = [...a, ...Array(8 - a.length - b.length).fill('0'), ...b]
  return all.map((g) => parseInt(g, 16).toString(2).padStart(16, '0')).join('')
}
