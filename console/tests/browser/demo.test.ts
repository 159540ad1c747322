/** The real thing: what a stranger sees who types ./bartizan demo. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacking, launch, number } from './harness'

const LAUNCHER = new URL('../../../bartizan', import.meta.url).pathname

describe.skipIf(lacking)('the demo', () => {
  let demo: ChildProcess
  let browser: Browser
  let page: Page
  const elsewhere: string[] = []
  const errors: string[] = []
  let directory = ''

  beforeAll(async () => {
    demo = spawn(LAUNCHER, ['demo', '--no-open'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said: string[] = []
    const link = await new Promise<string>((found, failed) => {
      for (const stream of [demo.stdout, demo.stderr].filter((s) => s !== null))
        createInterface({ input: stream }).on('line', (line) => {
          said.push(line)
          directory = /--state-dir (\S+)\/state/.exec(line)?.[1] ?? directory
          const url = /http:\/\/\S+code=\S+/.exec(line)?.[0]
          if (url !== undefined) found(url)
        })
      demo.once('exit', (code) => failed(new Error(`the demo ended with ${code}: ${said.join('; ')}`)))
    })
    browser = await launch()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const origin = new URL(link).origin
    page.on('request', (r) => new URL(r.url()).origin === origin || elsewhere.push(r.url()))
    page.on('pageerror', (e) => errors.push(String(e)))
    await page.goto(link)
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    demo.kill('SIGKILL')
  })

  it('shows events of all kinds on the overview', async () => {
    await page.getByText('Demo data').waitFor()
    await expect
      .poll(async () => (await page.locator('.figures strong').allTextContents()).map(number), {
        timeout: 90_000,
      })
      .toSatisfy((figures: number[]) => figures.length === 5 && figures.every((figure) => figure > 0))
  })

  it('tells of the intruder what five kinds of sources saw', async () => {
    await page.goto(`${page.url().split('#')[0]}#/address/203.0.113.66`)
    for (const lane of ['Firewall', 'States and NAT', 'Intrusion alerts', 'Web requests', 'Honeypot'])
      expect(
        number(await page.locator('.lane', { hasText: lane }).locator('.n').textContent()),
        lane,
      ).toBeGreaterThan(0)
  })

  it('goes on live', async () => {
    await page.goto(`${page.url().split('#')[0]}#/live`)
    await page.locator('[data-row="0"]').waitFor()
    const first = await page.locator('[data-row="0"] [data-column="time"]').textContent()
    await expect.poll(() => page.locator('[data-row="0"] [data-column="time"]').textContent()).not.toBe(first)
    expect(elsewhere).toEqual([])
    expect(errors).toEqual([])
  })

  it('leaves nothing behind', async () => {
    expect(existsSync(directory)).toBe(true)
    demo.kill('SIGINT')
    await once(demo, 'exit')
    expect(existsSync(directory)).toBe(false)
  })
})
