import { beforeEach, describe, expect, it } from 'vitest'
import { CAPACITY, LiveFeed, type Socket } from '../../src/lib/live'
import type { EventRow } from '../../src/lib/types'

const row = (id: number): EventRow => ({ id, time: '2026-11-20T10:00:00.000000Z', kind: 'packet' })
const rows = (from: number, to: number): EventRow[] =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i))

class Wire implements Socket {
  onopen: (() => void) | null = null
  onmessage: ((m: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  closed = false
  readonly after: number | null
  constructor(after: number | null) {
    this.after = after
  }
  close(): void {
    this.closed = true
  }
  frame(events: EventRow[], shed = 0): void {
    this.onmessage?.({ data: JSON.stringify({ events, shed, last: events.at(-1)?.id, rate: 9 }) })
  }
}

describe('the live tail', () => {
  let wires: Wire[]
  let waits: { run: () => void; ms: number }[]
  let earlier: EventRow[]
  let feed: LiveFeed
  const wire = (): Wire => wires.at(-1) as Wire
  const ids = (): number[] => feed.rows.map((r) => r.id)

  beforeEach(() => {
    wires = []
    waits = []
    earlier = []
    feed = new LiveFeed({
      open: (after) => (wires.push(new Wire(after)), wire()),
      earlier: () => Promise.resolve(earlier),
      changed: () => undefined,
      later: (run, ms) => (waits.push({ run, ms }), () => undefined),
    })
  })

  it('shows the newest first, on top of what was there, each once', async () => {
    earlier = [row(3), row(2), row(1)]
    wire().onopen?.()
    wire().frame([row(3), row(4)])
    await Promise.resolve()
    await Promise.resolve()
    expect(ids()).toEqual([4, 3, 2, 1])
    expect(feed.received).toBe(2)
  })

  it('never holds more than its capacity', () => {
    for (let i = 0; i < 9; i++) wire().frame(rows(i * 1000 + 1, i * 1000 + 1000))
    wire().frame(rows(9001, 14_000))
    expect(feed.rows).toHaveLength(CAPACITY)
    expect(ids()[0]).toBe(14_000)
    expect(feed.received).toBe(14_000)
  })

  it('stands still while paused, counts what comes, and shows it afterwards', () => {
    wire().frame([row(1)])
    feed.pause()
    wire().frame(rows(2, 506))
    expect(ids()).toEqual([1])
    expect(feed.waiting).toBe(505)
    feed.resume()
    expect(ids().slice(0, 2)).toEqual([506, 505])
    expect(feed.rows).toHaveLength(506)
    expect(feed.waiting).toBe(0)
  })

  it('is bounded while paused too', () => {
    feed.pause()
    for (let i = 0; i < 9; i++) wire().frame(rows(i * 1000 + 1, i * 1000 + 1000))
    expect(feed.waiting).toBe(9000)
    feed.resume()
    expect(feed.rows).toHaveLength(CAPACITY)
  })

  it('resumes after the last event when the connection breaks, and waits longer each time', () => {
    wire().onopen?.()
    wire().frame([row(41), row(42)], 5)
    wire().onclose?.()
    expect(feed.state).toBe('lost')
    waits[0]?.run()
    expect(wire().after).toBe(42)
    wire().onclose?.()
    expect(waits.map((w) => w.ms)).toEqual([1000, 2000])
  })

  it('adds up what the server shed over connections', () => {
    wire().frame([row(1)], 5)
    wire().frame([row(2)], 7)
    wire().onclose?.()
    waits[0]?.run()
    wire().frame([row(3)], 2)
    expect(feed.shed).toBe(9)
  })

  it('says nothing after it was closed', () => {
    feed.close()
    wire().frame([row(1)])
    wire().onclose?.()
    expect(feed.rows).toEqual([])
    expect(waits).toEqual([])
    expect(wire().closed).toBe(true)
  })
})
