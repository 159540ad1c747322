/** The address bar's hash is the whole state of the page: `#/events?q=dst.port:22&last=1h`. */
import type { Range, Span, Zone } from './range'
import { SPANS } from './range'

export const PAGES = ['overview', 'live', 'events', 'addresses', 'address', 'signin'] as const
export type Page = (typeof PAGES)[number]

export interface Route {
  page: Page
  /** The address of the address page, else empty. */
  subject: string
  query: string
  /** Null where the page's own default holds. */
  range: Range | null
  zone: Zone
  /** Id of the event in the drawer. */
  event: number | null
  columns: string[] | null
  dense: boolean
  order: string
  code: string
}

export const START: Route = {
  page: 'overview',
  subject: '',
  query: '',
  range: null,
  zone: 'utc',
  event: null,
  columns: null,
  dense: false,
  order: '',
  code: '',
}

const isPage = (text: string): text is Page => (PAGES as readonly string[]).includes(text)
const isSpan = (text: string | null): text is Span => SPANS.some((s) => s.span === text)

export function read(hash: string): Route {
  const [path = '', search = ''] = split(hash.replace(/^#\/?/, ''))
  const [page = '', ...rest] = path.split('/')
  const p = new URLSearchParams(search)
  return {
    page: isPage(page) ? page : 'overview',
    subject: decode(rest.join('/')),
    query: p.get('q') ?? '',
    range: range(p),
    zone: p.get('zone') === 'local' ? 'local' : 'utc',
    event: /^\d{1,15}$/.test(p.get('event') ?? '') ? Number(p.get('event')) : null,
    columns: p.get('cols')?.split(',').filter(Boolean) ?? null,
    dense: p.get('dense') === '1',
    order: p.get('order') ?? '',
    code: p.get('code') ?? '',
  }
}

function split(text: string): [string, string] {
  const at = text.indexOf('?')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function range(p: URLSearchParams): Range | null {
  const last = p.get('last')
  if (isSpan(last)) return { last }
  const from = p.get('from') ?? ''
  const to = p.get('to') ?? ''
  if (Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) return null
  return { from, to }
}

export function print(route: Partial<Route>): string {
  const r = { ...START, ...route }
  const p = new URLSearchParams()
  const set = (name: string, value: string): void => {
    if (value !== '') p.set(name, value)
  }
  set('q', r.query)
  if (r.range !== null && 'last' in r.range) set('last', r.range.last)
  if (r.range !== null && 'from' in r.range) {
    set('from', r.range.from)
    set('to', r.range.to)
  }
  set('zone', r.zone === 'utc' ? '' : r.zone)
  set('event', r.event === null ? '' : String(r.event))
  set('cols', r.columns?.join(',') ?? '')
  set('dense', r.dense ? '1' : '')
  set('order', r.order)
  set('code', r.code)
  const search = p.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/')
  const subject = r.subject === '' ? '' : `/${encodeURIComponent(r.subject).replaceAll('%3A', ':')}`
  return `#/${r.page}${subject}${search === '' ? '' : `?${search}`}`
}
