/** The table's columns: fields, and one that says in a line what the event is about. */
import { show } from './text'
import type { EventRow } from './types'
import type { Zone } from './range'
import { clock } from './range'

/** The column that sums an event up; exports give its fields instead. */
export const SUMMARY = 'summary'

export const USUAL = ['time', 'kind', 'action', 'proto', 'src.ip', 'dst.ip', 'dst.port', SUMMARY]

/** The fields that the summary is made of. */
export const SUMMARY_FIELDS = [
  'direction',
  'iface.in',
  'rule.id',
  'rule.name',
  'rule.reason',
  'tcp.flags',
  'state.change',
  'alert.signature',
  'alert.severity',
  'http.method',
  'http.host',
  'http.path',
  'http.status',
  'app',
  'dns.query',
  'tls.sni',
  'honeypot.service',
  'honeypot.phase',
  'honeypot.user',
]

/** Width of a column in characters. */
export function width(column: string): string {
  switch (column) {
    case 'time':
      return '13ch'
    case 'kind':
      return '9ch'
    case 'action':
      return '7ch'
    case 'proto':
      return '7ch'
    case SUMMARY:
      return 'minmax(24ch, 1fr)'
    case 'src.ip':
      return '27ch'
    default:
      return column.endsWith('ip') ? '20ch' : column.endsWith('port') ? '8ch' : '16ch'
  }
}

export function title(column: string): string {
  switch (column) {
    case 'time':
      return 'Time'
    case 'kind':
      return 'Kind'
    case 'action':
      return 'Action'
    case 'proto':
      return 'Proto'
    case 'src.ip':
      return 'Source'
    case 'dst.ip':
      return 'Destination'
    case 'dst.port':
      return 'Port'
    case 'source':
      return 'Read by'
    case SUMMARY:
      return 'Rule, signature or request'
    default:
      return column
  }
}

/** What stands in the cell. */
export function cell(event: EventRow, column: string, zone: Zone): string {
  if (column === 'time') return clock(event.time, zone)
  return column === SUMMARY ? summary(event) : show(event[column])
}

const words = (...parts: unknown[]): string =>
  parts
    .map(show)
    .filter((p) => p !== '')
    .join(' ')

/** The event in a line. */
export function summary(e: EventRow): string {
  switch (e.kind) {
    case 'packet':
      return words(e['direction'], e['iface.in'] ?? e['iface.out'], rule(e), e['tcp.flags'])
    case 'state':
      return words('state', e['state.change'], translated(e))
    case 'alert':
      return words(e['alert.signature'])
    case 'request':
      return words(e['http.status'], e['http.method'], target(e))
    case 'flow':
      return words(
        e['app'] ?? e['flow.type'],
        e['dns.query'] ?? e['tls.sni'] ?? e['ssh.client'] ?? e['flow.state'],
      )
    case 'honeypot':
      return words(e['honeypot.service'], e['honeypot.phase'], login(e), e['honeypot.outcome'])
  }
}

/** The rule by its name; by its number where the name is a digest, as OPNsense's labels are. */
function rule(e: EventRow): string {
  const [id, name, reason] = [show(e['rule.id']), show(e['rule.name']), show(e['rule.reason'])]
  const called = name !== '' && !/^[0-9a-f-]{32,36}$/.test(name) ? name : id === '' ? '' : `rule ${id}`
  return reason === '' || reason === 'match' ? called : words(called, reason)
}

function translated(e: EventRow): string {
  const ip = e['nat.src.ip']
  return ip === undefined || ip === e['src.ip'] ? '' : `as ${show(ip)}:${show(e['nat.src.port'])}`
}

function target(e: EventRow): string {
  const query = show(e['http.query'])
  return `${show(e['http.host'])}${show(e['http.path'])}${query === '' ? '' : `?${query}`}`
}

function login(e: EventRow): string {
  const user = e['honeypot.user']
  return user === undefined ? '' : `user ${show(user)}`
}

/** The fields behind columns, for exports. */
export function exported(columns: string[]): string[] {
  return [...new Set(columns.flatMap((c) => (c === SUMMARY ? SUMMARY_FIELDS : [c])))]
}
