/** One browser and one server for a file of tests; each page is watched for errors and for requests elsewhere. */
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { serve } from '../mock/server.js'

export const DIST = new URL('../../target/dist', import.meta.url).pathname
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** Without a browser there is nothing to test; where CI is set that is a failure. */
export const lacking = CHROMIUM === undefined && process.env['CI'] === undefined

export interface Stage {
  server: Awaited<ReturnType<typeof serve>>
  browser: Browser
  close: () => Promise<void>
}

/** A browser that asks nobody but the page's own server. */
export async function launch(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('No Chromium here; on Debian: apt-get install chromium')
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--js-flags=--expose-gc',
    ],
  })
}

export async function stage(options: { rate?: number; many?: number; demo?: boolean } = {}): Promise<Stage> {
  if (!existsSync(`${DIST}/index.html`)) throw new Error('Build the console first: npm run build')
  const server = await serve({ root: DIST, ...options })
  const browser = await launch()
  return {
    server,
    browser,
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

export interface View {
  hash?: string
  theme?: 'light' | 'dark' | 'contrast'
  width?: number
  signedIn?: boolean
}

/** A page with what went wrong on it: errors, broken policy, requests to any other origin. */
export async function open(at: Stage, view: View = {}): Promise<{ page: Page; wrong: string[] }> {
  const width = view.width ?? 1440
  const context = await at.browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 900 },
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  })
  if (view.signedIn !== false)
    await context.addCookies([{ name: 'bartizan_session', value: 'test', url: at.server.origin }])
  await context.addInitScript((theme) => localStorage.setItem('bartizan.theme', theme), view.theme ?? 'dark')
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (e) => wrong.push(`error: ${e.message}`))
  page.on('console', (m) => {
    if (['error', 'warning'].includes(m.type()) && !/status of 4\d\d/.test(m.text())) wrong.push(m.text())
  })
  page.on('request', (r) => {
    if (!r.url().startsWith(at.server.origin) && !/^(data|blob):/.test(r.url())) wrong.push(`asks ${r.url()}`)
  })
  page.on('websocket', (w) => {
    if (new URL(w.url()).host !== new URL(at.server.origin).host) wrong.push(`opens ${w.url()}`)
  })
  await page.goto(`${at.server.origin}/${view.hash ?? '#/overview'}`)
  return { page, wrong }
}

/** A number as printed, with its separators. */
export const number = (text: string | null): number => Number((text ?? '').replace(/[^\d]/g, ''))
