import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STAR } from '../mock/data.js'
import { DIST, lacking, open, stage, type Stage } from './harness'

const PLACES: [string, string, ((page: Page) => Promise<unknown>)?][] = [
  ['overview', '#/overview'],
  ['live', '#/live'],
  ['live, paused', '#/live', (p) => p.getByRole('button', { name: 'Pause' }).click()],
  ['events', '#/events?q=kind:packet+-dst.port:22'],
  ['events, none', '#/events?q=nosuchtext'],
  ['a wrong query', '#/events?q=dstport:22'],
  ['an event', '#/events?event=97'],
  [
    'an alert without its raw record',
    '#/events?q=kind:alert',
    (p) => p.locator('[data-row="0"] .c-time').click(),
  ],
  ['addresses', '#/addresses'],
  ['an address', `#/address/${STAR}`],
  ['a network', '#/address/203.0.113.0%2F24'],
  ['an address never seen', '#/address/192.0.2.250'],
  ['no address', '#/address/nonsense'],
  ['help', '#/overview', (p) => p.keyboard.press('?')],
  ['the range', '#/overview', (p) => p.getByRole('button', { name: /^Time range/ }).click()],
  ['the sources', '#/overview', (p) => p.getByRole('button', { name: /^Sources:/ }).click()],
  ['the columns', '#/events', (p) => p.getByRole('button', { name: 'Columns and density' }).click()],
  ['the export', '#/events', (p) => p.getByRole('button', { name: 'Export' }).click()],
  ['completion', '#/overview', (p) => p.getByRole('combobox').pressSequentially('dst.p')],
]

describe.skipIf(lacking)('every place, theme and size', () => {
  let at: Stage
  beforeAll(async () => {
    at = await stage({ rate: 40, many: 3000 })
  })
  afterAll(() => at?.close())

  for (const theme of ['dark', 'light', 'contrast'] as const)
    for (const width of [1440, 390])
      describe(`${theme}, ${width} px`, () => {
        let page: Page
        let wrong: string[]
        beforeAll(async () => {
          ;({ page, wrong } = await open(at, { theme, width }))
        })
        afterAll(() => page?.context().close())

        for (const [name, hash, act] of PLACES)
          it(name, async () => {
            await page.keyboard.press('Escape')
            await page.goto(`${at.server.origin}/${hash}`)
            await settled(page)
            await act?.(page)
            if (act !== undefined) await page.waitForTimeout(300)
            await clean(page)
            expect(wrong).toEqual([])
          })
      })

  for (const theme of ['dark', 'light', 'contrast'] as const)
    it(`sign-in, ${theme}`, async () => {
      const { page, wrong } = await open(at, { theme, width: 390, signedIn: false })
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await clean(page)
      expect(wrong).toEqual([])
      await page.context().close()
    })
})

async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor()
  await page.waitForFunction(() => !document.querySelector('main .late'))
  await page.waitForTimeout(150)
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => `${n.html}\n${n.failureSummary ?? ''}`).join('\n')}`,
    ),
  ).toEqual([])
  const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBeLessThanOrEqual(view ?? 0)
}

describe('what is sent to the browser', () => {
  const read = (name: string): Buffer => readFileSync(`${DIST}/assets/${name}`)
  const size = (names: Iterable<string>): number =>
    [...names].reduce((sum, n) => sum + gzipSync(read(n)).length, 0)
  const scripts = readdirSync(`${DIST}/assets`).filter((n) => n.endsWith('.js'))

  function needed(name: string, seen = new Set<string>()): Set<string> {
    if (seen.has(name)) return seen
    seen.add(name)
    for (const m of read(name)
      .toString()
      .matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g))
      needed(m[1] ?? '', seen)
    return seen
  }

  it('is at most 80 kB of script at first and 250 kB in all', () => {
    const entry =
      /src="\.\/assets\/([\w.-]+\.js)"/.exec(readFileSync(`${DIST}/index.html`, 'utf8'))?.[1] ?? ''
    const [first, all] = [size(needed(entry)), size(scripts)]
    console.log(
      `script, compressed: ${(first / 1000).toFixed(1)} kB at first, ${(all / 1000).toFixed(1)} kB in all`,
    )
    expect(first).toBeGreaterThan(10_000)
    expect(first).toBeLessThanOrEqual(80_000)
    expect(all).toBeLessThanOrEqual(250_000)
  })

  it('names no other host and needs no inline style or script', () => {
    const page = readFileSync(`${DIST}/index.html`, 'utf8')
    expect(page).not.toMatch(/style=|<style|<script(?![^>]* src=)|https?:/)
    for (const name of readdirSync(`${DIST}/assets`).filter((n) => n.endsWith('.css')))
      expect(read(name).toString()).not.toMatch(/url\(["']?(https?:|data:|\/\/)/)
  })
})
