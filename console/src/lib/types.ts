/** What the API answers; times are RFC 3339 text in UTC with microseconds. */

export const KINDS = ['packet', 'state', 'alert', 'request', 'flow', 'honeypot'] as const
export type Kind = (typeof KINDS)[number]

/** One event: flat, with the names of the fields; absent fields are absent. */
export interface EventRow {
  id: number
  time: string
  kind: Kind
  detail?: unknown
  [field: string]: unknown
}

/** A record as it came: a line of text, or with a link type from 0 a captured frame. */
export interface RawRecord {
  link_type: number
  original_length: number
  base64: string
  text?: string | null
}

export interface OneEvent {
  event: EventRow
  raw?: RawRecord | null
}

export interface Count {
  value: string
  count: number
}

export interface Histogram {
  from: string
  to: string
  width_us: number
  series: { value: string; counts: number[] }[]
}

export interface Figure {
  key: string
  label: string
  value: number
  previous: number
  query: string
}

export interface Attention {
  severity: 'warning' | 'error'
  what: string
  why: string
  fix: string
  link?: string
}

export interface Books {
  received: number
  events: number
  ignored: number
  measured: number
  malformed: number
  dropped: number
  gaps: number
  bytes_read: number
  bytes_skipped: number
}

export interface SourceStatus {
  name: string
  type: string
  state: 'running' | 'waiting' | 'restarting' | 'stopped'
  why?: string
  counts: Books
  rate: number
  last_event?: string | null
  lag_s?: number | null
  last_malformed?: { why: string; where: string; sample: string } | null
}

export interface Sources {
  sources: SourceStatus[]
  books_balance: boolean
}

export interface Overview {
  from: string
  to: string
  figures: Figure[]
  activity: Histogram
  attention: Attention[]
  top: Record<string, Count[]>
  sources: SourceStatus[]
}

export interface AddressSummary {
  ip: string
  first_seen: string
  last_seen: string
  events: Partial<Record<Kind, number>>
  passed: number
  blocked: number
  total: number
}

export interface AddressPage extends AddressSummary {
  from: string
  to?: string
  width_us: number
  lanes: Partial<Record<Kind, number[]>>
  top: Record<string, Count[]>
  latest: EventRow[]
}

export interface FieldInfo {
  name: string
  type: string
  meaning: string
  values: string[]
  kinds: Kind[]
}

export interface Session {
  user: string
  role: 'viewer' | 'operator' | 'admin'
  demo: boolean
  version: string
}

export interface Top {
  field: string
  total: number
  distinct: number
  values: Count[]
}

export interface LiveFrame {
  events: EventRow[]
  shed: number
  last: number
  rate: number
}
