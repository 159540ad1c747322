/**
 * The live tail: a bounded number of the newest events, whatever the rate. What the server shed for us and what
 * left the buffer is counted. It reconnects by itself and then resumes after the last event it saw.
 */
import type { EventRow, LiveFrame } from './types'

export const CAPACITY = 2000
const PAUSES = [1000, 2000, 5000, 10_000]

export type LiveState = 'connecting' | 'live' | 'lost'

/** What the feed needs of a WebSocket; tests hand in their own. */
export interface Socket {
  onopen: (() => void) | null
  onmessage: ((message: { data: string }) => void) | null
  onclose: (() => void) | null
  close(): void
}

export interface LiveOptions {
  open: (after: number | null) => Socket
  /** What is in the store already, newest first; shown below what arrives. */
  earlier: () => Promise<EventRow[]>
  changed: () => void
  later?: (run: () => void, ms: number) => () => void
}

export class LiveFeed {
  state: LiveState = 'connecting'
  paused = false
  /** Newest first. */
  rows: EventRow[] = []
  /** Events since the feed began. */
  received = 0
  /** Events that the server left out because we were too slow. */
  shed = 0
  /** Events that came while paused. */
  waiting = 0
  rate = 0

  private held: EventRow[] = []
  private last: number | null = null
  private shedBefore = 0
  private shedNow = 0
  private failures = 0
  private socket: Socket | null = null
  private cancel: (() => void) | null = null
  private closed = false
  private readonly options: LiveOptions

  constructor(options: LiveOptions) {
    this.options = options
    this.connect()
  }

  pause(): void {
    if (this.paused) return
    this.paused = true
    this.options.changed()
  }

  resume(): void {
    if (!this.paused) return
    this.paused = false
    this.rows = [...this.held, ...this.rows].slice(0, CAPACITY)
    this.held = []
    this.waiting = 0
    this.options.changed()
  }

  /** Empties the view; what comes next is shown. */
  clear(): void {
    this.rows = []
    this.held = []
    this.waiting = 0
    this.options.changed()
  }

  close(): void {
    this.closed = true
    this.cancel?.()
    this.socket?.close()
  }

  private connect(): void {
    const socket = this.options.open(this.last)
    this.socket = socket
    socket.onopen = () => {
      if (this.closed) return socket.close()
      this.failures = 0
      this.state = 'live'
      if (this.last === null) void this.prefill()
      this.options.changed()
    }
    socket.onmessage = (message) => this.take(JSON.parse(message.data) as LiveFrame)
    socket.onclose = () => this.lost()
  }

  private async prefill(): Promise<void> {
    const earlier = await this.options.earlier().catch(() => null)
    if (this.closed || earlier === null) return
    const known = new Set([...this.held, ...this.rows].map((e) => e.id))
    const older = earlier.filter((e) => !known.has(e.id)).sort((a, b) => b.id - a.id)
    this.rows = [...this.rows, ...older].slice(0, CAPACITY)
    this.last = Math.max(this.last ?? 0, ...older.map((e) => e.id))
    this.options.changed()
  }

  private take(frame: LiveFrame): void {
    if (this.closed) return
    const fresh = frame.events.reverse()
    if (typeof frame.last === 'number') this.last = frame.last
    this.received += fresh.length
    this.shedNow = frame.shed
    this.shed = this.shedBefore + this.shedNow
    this.rate = frame.rate
    if (this.paused) {
      this.waiting += fresh.length
      this.held = newest(fresh, this.held)
    } else if (fresh.length > 0) {
      this.rows = newest(fresh, this.rows)
    }
    this.options.changed()
  }

  private lost(): void {
    if (this.closed) return
    this.shedBefore = this.shed
    this.state = 'lost'
    this.rate = 0
    const ms = PAUSES[Math.min(this.failures++, PAUSES.length - 1)] ?? 1000
    this.cancel = (this.options.later ?? timer)(() => this.connect(), ms)
    this.options.changed()
  }
}

function newest(fresh: EventRow[], before: EventRow[]): EventRow[] {
  return fresh.length >= CAPACITY
    ? fresh.slice(0, CAPACITY)
    : fresh.concat(before.slice(0, CAPACITY - fresh.length))
}

function timer(run: () => void, ms: number): () => void {
  const id = setTimeout(run, ms)
  return () => clearTimeout(id)
}

/** A WebSocket to `/api/live` beside the page's own address. */
export function liveSocket(query: string, after: number | null, base = document.baseURI): Socket {
  const address = new URL('api/live', base)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  if (query !== '') address.searchParams.set('query', query)
  if (after !== null) address.searchParams.set('after', String(after))
  return new WebSocket(address) as unknown as Socket
}
