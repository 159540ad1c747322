/** Which rows of a long list stand in the viewport, with a few on either side. */
export interface Window {
  start: number
  end: number
  before: number
  after: number
}

export function visibleRows(scrollTop: number, height: number, row: number, total: number): Window {
  const spare = 6
  const room = Math.ceil(height / row) + 2 * spare
  const latest = Math.max(0, total - room)
  const start = Math.min(latest, Math.max(0, Math.floor(scrollTop / row) - spare))
  const end = Math.min(total, start + room)
  return { start, end, before: start * row, after: (total - end) * row }
}
