/**
 * The query as the user wrote it, cut into parts that can be shown as chips and taken out again. The server
 * alone decides what a query means; this only has to agree with it on where a term begins and ends.
 */
import { isPrefix } from './address'

interface Token {
  text: string
  start: number
  end: number
  quoted: boolean
  sign: boolean
}

/** One term of a query whose terms are joined by AND. */
export interface Part {
  text: string
  negated: boolean
  /** `field:value` as written, without the negation. */
  positive: string
}

const BREAKS = /[\s()[\]{}"<>]/
const SIGNS = '()[]{}!:'

function tokens(text: string): Token[] {
  const out: Token[] = []
  let at = 0
  const add = (end: number, quoted: boolean, sign: boolean): void => {
    out.push({ text: text.slice(at, end), start: at, end, quoted, sign })
    at = end
  }
  while (at < text.length) {
    const c = text.charAt(at)
    const last = out.at(-1)
    const bound = last?.sign === true && last.text === ':' && last.end === at
    if (/\s/.test(c)) at++
    else if (c === '"') add(quoteEnd(text, at), true, false)
    else if (text.startsWith('&&', at) || text.startsWith('||', at)) add(at + 2, false, true)
    else if (c === '<' || c === '>') add(at + (text.charAt(at + 1) === '=' ? 2 : 1), false, true)
    else if (SIGNS.includes(c) && !text.startsWith('::', at)) add(at + 1, false, true)
    else if (c === '-' && !bound && /\S/.test(text.charAt(at + 1))) add(at + 1, false, true)
    else add(wordEnd(text, at, bound), false, false)
  }
  return out
}

function quoteEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1
  return Math.min(at + 1, text.length)
}

function wordEnd(text: string, start: number, bound: boolean): number {
  let whole = start
  while (whole < text.length && !BREAKS.test(text.charAt(whole))) {
    whole += text.charAt(whole) === '\\' && whole + 1 < text.length ? 2 : 1
  }
  if (bound || isPrefix(text.slice(start, whole))) return whole
  const name = /^[\p{L}\p{Nd}._]+(?=:)/u.exec(text.slice(start, whole))
  return name === null ? whole : start + name[0].length
}

const is = (token: Token | undefined, ...words: string[]): boolean =>
  token !== undefined && !token.quoted && words.includes(token.text.toLowerCase())

/** The terms that AND joins; one part when OR stands between them or the text cannot be cut. */
export function parts(query: string): Part[] {
  const all = tokens(query)
  const found: Part[] = []
  let at = 0
  while (at < all.length) {
    if (is(all[at], 'or', '||')) return whole(query)
    if (is(all[at], 'and', '&&')) {
      at++
      continue
    }
    const first = all[at] as Token
    let negated = false
    while (is(all[at], 'not', '!', '-')) {
      negated = !negated
      at++
    }
    const start = all[at]
    if (start === undefined) return whole(query)
    at = termEnd(all, at)
    const end = (all[at - 1] as Token).end
    found.push({
      text: query.slice(first.start, end),
      negated,
      positive: query.slice(start.start, end),
    })
  }
  return found
}

function whole(query: string): Part[] {
  return [{ text: query.trim(), negated: false, positive: query.trim() }]
}

function termEnd(all: Token[], start: number): number {
  let at = start
  if (is(all[at], '(', '[', '{')) return bracketEnd(all, at)
  if (is(all[at], 'src', 'dst', 'host', 'net', 'port') && word(all[at + 1])) {
    at++
    if (is(all[at], 'host', 'net', 'port') && word(all[at + 1])) at++
    return at + 1
  }
  at++
  if (!is(all[at], ':')) return at
  at++
  if (is(all[at], '<', '>', '<=', '>=')) at++
  if (is(all[at], '(', '[', '{')) return bracketEnd(all, at)
  return Math.min(at + 1, all.length)
}

const word = (token: Token | undefined): boolean => token !== undefined && !token.sign

function bracketEnd(all: Token[], start: number): number {
  let depth = 0
  for (let at = start; at < all.length; at++) {
    if (is(all[at], '(', '[', '{')) depth++
    if (is(all[at], ')', ']', '}') && --depth === 0) return at + 1
  }
  return all.length
}

/** `field:value`, quoted where the language would read the value as something else. */
export function term(field: string, value: string): string {
  const name = field === 'flags' ? 'flag' : field
  const plain = /^[\p{L}\p{Nd}_./][\p{L}\p{Nd}_./:@+-]*$/u.test(value)
  return `${name}:${plain ? value : quote(value)}`
}

function quote(value: string): string {
  return `"${value.replace(/[\\"*]/g, '\\$&')}"`
}

/** How a value stands in the query. */
export function stance(query: string, field: string, value: string): 'in' | 'out' | 'none' {
  const wanted = term(field, value)
  const part = parts(query).find((p) => p.positive === wanted)
  return part === undefined ? 'none' : part.negated ? 'out' : 'in'
}

/** The query that also asks for this value; without it when it did so already. */
export function include(query: string, field: string, value: string): string {
  return toggle(query, term(field, value), false)
}

/** The query that also refuses this value; without that when it did so already. */
export function exclude(query: string, field: string, value: string): string {
  return toggle(query, term(field, value), true)
}

function toggle(query: string, positive: string, negated: boolean): string {
  const all = parts(query)
  const present = all.find((p) => p.positive === positive)
  const rest = all.filter((p) => p !== present)
  if (present?.negated === negated) return join(rest)
  const added = { text: `${negated ? '-' : ''}${positive}`, negated, positive }
  return join([...rest.map(enclosed), added])
}

/** A part that holds an OR of its own needs brackets once others stand beside it. */
function enclosed(part: Part): Part {
  return hasOr(part.text) ? { ...part, text: `(${part.text})` } : part
}

function hasOr(text: string): boolean {
  let depth = 0
  for (const token of tokens(text)) {
    if (is(token, '(', '[', '{')) depth++
    else if (is(token, ')', ']', '}')) depth--
    else if (depth === 0 && is(token, 'or', '||')) return true
  }
  return false
}

const join = (all: Part[]): string => all.map((p) => p.text).join(' ')

/** The query without one of its parts. */
export function without(query: string, part: Part): string {
  const all = parts(query)
  const at = all.findIndex((p) => p.text === part.text)
  return join(all.filter((_, i) => i !== at))
}

/** Both queries at once. */
export function both(one: string, other: string): string {
  if (one.trim() === '') return other
  if (other.trim() === '') return one
  return [one, other].map((q) => (hasOr(q) ? `(${q})` : q)).join(' ')
}

/** What is being typed before the caret: the beginning of a field name, or of a field's value. */
export interface Typing {
  field: string | null
  begun: string
  start: number
}

export function typing(text: string, caret: number): Typing | null {
  const before = text.slice(0, caret)
  const value = /(?:^|[\s(!-])([a-z][a-z.]*):(?:\([^)]*\s|\(|[<>]=?)?"?([^\s"()]*)$/i.exec(before)
  if (value !== null) {
    const begun = value[2] ?? ''
    return { field: value[1] ?? '', begun, start: caret - begun.length }
  }
  const name = /(?:^|[\s(!-])([a-z][a-z.]*)?$/i.exec(before)
  if (name === null) return null
  const begun = name[1] ?? ''
  return { field: null, begun, start: caret - begun.length }
}
