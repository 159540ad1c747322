import { untrack } from 'svelte'
import { app } from './app.svelte'

/** Something fetched: its value, or why there is none. The last value stays while the next one loads. */
export class Resource<T> {
  value = $state.raw<T | null>(null)
  failed = $state.raw<unknown>(null)
  loading = $state(true)
  private abort: AbortController | null = null

  /** `what` is read reactively: it runs anew whenever the state that it reads before its first await changes. */
  constructor(what: (signal: AbortSignal) => Promise<T> | null) {
    $effect(() => {
      const abort = new AbortController()
      void app.refreshes
      const promise = what(abort.signal)
      untrack(() => void this.take(promise, abort))
      return () => abort.abort()
    })
  }

  private async take(promise: Promise<T> | null, abort: AbortController): Promise<void> {
    this.abort = abort
    if (promise === null) {
      this.loading = false
      return
    }
    this.loading = true
    try {
      const value = await promise
      if (this.abort !== abort || abort.signal.aborted) return
      this.value = value
      this.failed = null
    } catch (e) {
      if (abort.signal.aborted || app.ended(e)) return
      this.failed = e
    }
    if (this.abort === abort) this.loading = false
  }
}

/** Runs at once and then again every so often while the page can be seen. */
export function every(ms: number, run: () => void): void {
  $effect(() => {
    const id = setInterval(() => {
      if (!document.hidden) run()
    }, ms)
    return () => clearInterval(id)
  })
}
