/** The server's API. Requests go to the page's own origin only. */
import type { Fixed } from './range'
import { micros } from './range'
import type {
  AddressPage,
  AddressSummary,
  EventRow,
  OneEvent,
  FieldInfo,
  Histogram,
  Overview,
  Session,
  Sources,
  Top,
} from './types'

type Told = Partial<Record<'error' | 'cause' | 'fix' | 'id', string>>

/** A request that was refused or failed: what, why, what to do, and an id to quote. */
export class Failed extends Error {
  readonly status: number
  readonly cause_: string
  readonly fix: string
  readonly id: string
  /** Where a query is wrong, from 1. */
  readonly column: number | null

  constructor(status: number, body: Told, column?: number) {
    super(body.error ?? `The server answered ${status}`)
    this.status = status
    this.cause_ = body.cause ?? ''
    this.fix = body.fix ?? ''
    this.id = body.id ?? ''
    this.column = column ?? null
  }
}

export const UNREACHABLE = 0

let skew = 0

/** The server's clock in milliseconds, from the Date header of its answers. */
export function now(): number {
  return Date.now() + skew
}

type Params = Record<string, string | number | undefined>

export function url(path: string, params: Params = {}): string {
  const p = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') p.set(name, String(value))
  }
  const search = p.toString()
  return search === '' ? path : `${path}?${search}`
}

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(path, { ...init, headers: { Accept: 'application/json', ...init.headers } })
  } catch (e) {
    if (init.signal?.aborted === true) throw e
    throw new Failed(UNREACHABLE, {
      error: 'Bartizan does not answer',
      cause: 'The connection was refused or broke off.',
      fix: 'See whether it runs: bartizan status',
    })
  }
  learn(answer)
  if (!answer.ok) throw await failure(answer)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

function learn(answer: Response): void {
  const date = Date.parse(answer.headers.get('Date') ?? '')
  if (Number.isNaN(date)) return
  const seen = date + 500 - Date.now()
  if (Math.abs(seen - skew) > 1500) skew = Math.abs(seen) > 1500 ? seen : 0
}

async function failure(answer: Response): Promise<Failed> {
  const text = await answer.text()
  try {
    const body = JSON.parse(text) as Told & { column?: unknown }
    return new Failed(answer.status, body, typeof body.column === 'number' ? body.column : undefined)
  } catch {
    return new Failed(answer.status, {})
  }
}

const change = (method: string, body?: unknown): RequestInit => ({
  method,
  ...(body === undefined
    ? {}
    : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
})

type Signal = AbortSignal

export const api = {
  session: () => call<Session>('api/session'),
  signIn: (by: { user: string; password: string } | { link: string }) =>
    call<unknown>('api/session', change('POST', by)),
  signOut: () => call<unknown>('api/session', change('DELETE')),
  fields: () => call<{ fields: FieldInfo[] }>('api/fields').then((a) => a.fields),
  sources: (signal?: Signal) => call<Sources>('api/sources', at(signal)),
  overview: (range: Fixed, signal?: Signal) => call<Overview>(url('api/overview', { ...range }), at(signal)),
  events: (query: string, range: Fixed, more: Params, signal?: Signal) =>
    call<{ events: EventRow[]; next: string | null }>(
      url('api/events', { query, ...range, ...more }),
      at(signal),
    ),
  latest: (query: string, limit: number, signal?: Signal) =>
    call<{ events: EventRow[] }>(url('api/events', { query, limit }), at(signal)).then((a) => a.events),
  event: (id: number, signal?: Signal) => call<OneEvent>(`api/events/${id}`, at(signal)),
  count: (query: string, range: Fixed, signal?: Signal) =>
    call<{ count: number }>(url('api/events/count', { query, ...range }), at(signal)).then((a) => a.count),
  /** At most this many buckets; fewer where the range has not that many microseconds. */
  histogram: (query: string, range: Fixed, most: number, signal?: Signal) => {
    const buckets = Math.min(most, micros(range.to) - micros(range.from))
    return call<Histogram>(url('api/events/histogram', { query, ...range, buckets, by: 'kind' }), at(signal))
  },
  top: (query: string, range: Fixed, field: string, limit: number, signal?: Signal) =>
    call<Top>(url('api/events/top', { query, ...range, field, limit }), at(signal)),
  addresses: (range: Fixed, order: string, limit: number, signal?: Signal) =>
    call<{ addresses: AddressSummary[] }>(url('api/ips', { ...range, order, limit }), at(signal)).then(
      (a) => a.addresses,
    ),
  address: (ip: string, range: Fixed, signal?: Signal) =>
    call<AddressPage>(url(`api/ips/${encodeURIComponent(ip)}`, { ...range }), at(signal)),
}

function at(signal?: Signal): RequestInit {
  return signal === undefined ? {} : { signal }
}
