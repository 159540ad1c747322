/** Which stretch of time is looked at: relative to now, or fixed. */

export type Range = { last: Span } | { from: string; to: string }
export type Span = '15m' | '1h' | '6h' | '24h' | '7d'
export type Zone = 'utc' | 'local'

export const SPANS: { span: Span; label: string; seconds: number }[] = [
  { span: '15m', label: '15 min', seconds: 900 },
  { span: '1h', label: '1 h', seconds: 3600 },
  { span: '6h', label: '6 h', seconds: 21_600 },
  { span: '24h', label: '24 h', seconds: 86_400 },
  { span: '7d', label: '7 days', seconds: 604_800 },
]

/** A range with both ends known: what is sent to the server, and what a count holds for. */
export interface Fixed {
  from: string
  to: string
}

/** The range at this moment. It ends at a full second that is over, so that counts of it agree. */
export function fix(range: Range, now: number): Fixed {
  if ('from' in range) return range
  const to = Math.floor(now / 1000) * 1000
  const span = SPANS.find((s) => s.span === range.last)
  return { from: iso(to - (span?.seconds ?? 86_400) * 1000), to: iso(to) }
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** RFC 3339 as microseconds since the epoch. */
export function micros(time: string): number {
  const fraction = /\.(\d{1,6})/.exec(time)?.[1] ?? ''
  const whole = Date.parse(time.replace(/\.\d+/, ''))
  return whole * 1000 + Number(fraction.padEnd(6, '0'))
}

/** Microseconds since the epoch as RFC 3339 in UTC with six decimals. */
export function time(us: number): string {
  const seconds = Math.floor(us / 1e6)
  const rest = Math.round(us - seconds * 1e6)
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(rest).padStart(6, '0')}Z`
}

/** A moment on the wall of a zone, always on the 24 h clock. */
export function wall(ms: number, zone: Zone): { date: string; clock: string } {
  const at = new Date(zone === 'utc' ? ms : ms - new Date(ms).getTimezoneOffset() * 60_000)
  const text = at.toISOString()
  return { date: text.slice(0, 10), clock: text.slice(11, 23) }
}

/** `14:03:07.123` of an event's time. */
export function clock(time: string, zone: Zone): string {
  return zone === 'utc' ? time.slice(11, 23) : wall(Date.parse(time), zone).clock
}

/** `2026-11-20 14:03:07.123456`. */
export function full(time: string, zone: Zone): string {
  const { date, clock } = wall(Date.parse(time), zone)
  return `${date} ${clock.slice(0, 8)}.${(/\.(\d+)/.exec(time)?.[1] ?? '').padEnd(6, '0')}`
}

/** `2026-11-20 14:03`. */
export function minute(time: string, zone: Zone): string {
  const { date, clock } = wall(Date.parse(time), zone)
  return `${date} ${clock.slice(0, 5)}`
}

/** `20 Nov 14:03:07 – 14:10:00`; the second date only where it differs. */
export function between(fixed: Fixed, zone: Zone): string {
  const from = wall(Date.parse(fixed.from), zone)
  const to = wall(Date.parse(fixed.to), zone)
  const start = `${day(from.date)} ${from.clock.slice(0, 8)}`
  return `${start} – ${from.date === to.date ? '' : `${day(to.date)} `}${to.clock.slice(0, 8)}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `20 Nov` of a date. */
export function day(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`
}

/** The range in words. */
export function label(range: Range, zone: Zone): string {
  if ('from' in range) return between(range, zone)
  return `Last ${SPANS.find((s) => s.span === range.last)?.label ?? range.last}`
}

/** The zone's name, as printed beside every range. */
export function zoneName(zone: Zone, now = new Date()): string {
  if (zone === 'utc') return 'UTC'
  const minutes = -now.getTimezoneOffset()
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`
}
