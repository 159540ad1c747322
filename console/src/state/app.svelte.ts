import { api, Failed } from '../lib/api'
import type { Route } from '../lib/route'
import { print, read } from '../lib/route'
import type { Range } from '../lib/range'
import type { Shown, Theme } from '../lib/theme'
import { keep, kept, resolved } from '../lib/theme'
import type { FieldInfo, Session, Sources } from '../lib/types'

const asks = (query: string): boolean => matchMedia(query).matches

/** What all pages share: where we are, who is signed in, how it looks. */
class App {
  route = $state.raw<Route>(read(location.hash))
  session = $state.raw<Session | null>(null)
  /** The server cannot be asked who we are. */
  failed = $state.raw<unknown>(null)
  ready = $state(false)
  fields = $state.raw<FieldInfo[]>([])
  sources = $state.raw<Sources | null>(null)
  theme = $state<Theme>(kept())
  shown = $state<Shown>(resolved(kept(), asks))
  help = $state(false)
  /** Rises when the user asks to load anew. */
  refreshes = $state(0)

  private rangeText = $derived(
    JSON.stringify(this.route.range ?? { last: this.route.page === 'live' ? '15m' : '24h' }),
  )
  /**
   * The page's range; live looks at the last minutes, everything else at a day. It is the same object while it says
   * the same, so that nothing is loaded anew because something else in the address changed.
   */
  range = $derived(JSON.parse(this.rangeText) as Range)

  async begin(): Promise<void> {
    addEventListener('hashchange', () => (this.route = read(location.hash)))
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => this.paint())
    matchMedia('(prefers-contrast: more)').addEventListener('change', () => this.paint())
    this.paint()
    if (this.route.page === 'signin' && this.route.code !== '') {
      this.ready = true
      return
    }
    await this.whoAmI()
  }

  async whoAmI(): Promise<void> {
    try {
      this.failed = null
      this.session = await api.session()
      this.fields = await api.fields()
    } catch (e) {
      this.session = null
      if (!(e instanceof Failed) || e.status !== 401) this.failed = e
    }
    this.ready = true
  }

  /** An answer of 401 means that the session has ended. */
  ended(e: unknown): boolean {
    if (!(e instanceof Failed) || e.status !== 401) return false
    this.session = null
    return true
  }

  async signOut(): Promise<void> {
    await api.signOut().catch(() => undefined)
    this.session = null
    this.go({ page: 'overview' })
  }

  /** Link to a page; it keeps the range and the zone unless told otherwise. */
  link(change: Partial<Route>): string {
    return print({ zone: this.route.zone, range: this.route.range, ...change })
  }

  go(change: Partial<Route>): void {
    location.hash = this.link(change)
  }

  /** The same page with something changed. */
  same(change: Partial<Route>): string {
    return print({ ...this.route, ...change })
  }

  set(change: Partial<Route>, replace = false): void {
    const hash = this.same(change)
    if (!replace) {
      location.hash = hash
      return
    }
    history.replaceState(null, '', hash)
    this.route = read(hash)
  }

  choose(theme: Theme): void {
    this.theme = theme
    keep(theme)
    this.paint()
  }

  private paint(): void {
    this.shown = resolved(this.theme, asks)
    document.documentElement.dataset['theme'] = this.shown
  }
}

export const app = new App()
