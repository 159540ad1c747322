import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HOSTILE, STAR } from '../mock/data.js'
import { CODE, PASSWORD } from '../mock/server.js'
import { lacking, number, open, stage, type Stage } from './harness'

describe.skipIf(lacking)('the console', () => {
  let at: Stage
  let page: Page
  let wrong: string[]

  beforeAll(async () => {
    at = await stage({ many: 4000 })
  })
  afterAll(() => at?.close())
  beforeEach(() => {
    at.server.state.rate = 0
  })
  afterEach(async () => {
    await page.context().close()
    expect(wrong).toEqual([])
  })

  const go = async (hash: string, more = {}): Promise<void> => {
    ;({ page, wrong } = await open(at, { hash, ...more }))
  }
  const total = async (): Promise<number> => {
    const found = page.locator('header .total')
    await found.waitFor()
    return number(await found.textContent())
  }
  const cell = (row: number, field: string) => page.locator(`[data-row="${row}"] [data-column="${field}"]`)
  const chips = () =>
    page.getByRole('list', { name: 'What is asked for' }).getByRole('listitem').allTextContents()
  const stored = (kind: string) => at.server.store.filter((e) => e['kind'] === kind)

  describe('signing in', () => {
    it('works with the one-time link and leaves no code in the address', async () => {
      await go(`#/signin?code=${CODE}`, { signedIn: false })
      await page.getByRole('heading', { name: 'Overview' }).waitFor()
      expect(page.url()).not.toContain(CODE)
    })

    it('works with a user and a password, says why not, and comes back to where one was', async () => {
      await go('#/addresses', { signedIn: false })
      await page.getByLabel('User').fill('admin')
      await page.getByLabel('Password').fill('wrong')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('The user or the password is wrong.').waitFor()
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { name: 'Addresses' }).waitFor()
    })

    it('is asked for again once the session has ended', async () => {
      await go('#/overview', { signedIn: false })
      await page.goto(`${at.server.origin}/#/signin?code=${CODE}`)
      await page.reload()
      await page.getByRole('button', { name: /Signed in as admin/ }).click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'Sign in to Bartizan' }).waitFor()
    })
  })

  describe('every label does what it says', () => {
    it('a figure equals the events behind its link', async () => {
      await go('#/overview')
      const figures = page.locator('.figures a')
      await figures.first().waitFor()
      expect(await figures.count()).toBe(5)
      for (let i = 0; i < 5; i++) {
        const said = number(await figures.nth(i).locator('strong').textContent())
        await figures.nth(i).click()
        expect(await total()).toBe(said)
        await page.goBack()
        await figures.first().waitFor()
      }
    })

    it('a count in a top list and in the legend equals the events behind it', async () => {
      await go('#/overview')
      for (const link of [
        'section:has(h2:text("Top ports")) .n',
        'section:has(h2:text("Top networks")) .n',
        '.legend a',
      ]) {
        const found = page.locator(link).nth(1)
        await found.waitFor()
        const said = number(await found.locator('.mono').or(found).last().textContent())
        await found.click()
        expect(await total()).toBe(said)
        await page.goBack()
      }
    })

    it("an address's totals equal the events behind them", async () => {
      await go(`#/address/${STAR}`)
      for (const what of ['Events', 'Blocked', 'Passed']) {
        const link = page.locator('.facts div', { hasText: what }).getByRole('link')
        await link.waitFor()
        const said = number(await link.textContent())
        await link.click()
        expect(await total()).toBe(said)
        await page.goBack()
      }
    })

    it('a facet equals the events it leads to', async () => {
      await go('#/events')
      const facet = page.locator('.facets button').nth(2)
      await facet.waitFor()
      const said = number(await facet.locator('.dim').textContent())
      await facet.click()
      await page.getByRole('list', { name: 'What is asked for' }).waitFor()
      await expect.poll(total).toBe(said)
    })

    it('an export holds what the view shows', async () => {
      await go('#/events?q=kind:honeypot&last=7d&cols=time,src.ip,honeypot.user')
      const said = await total()
      expect(said).toBe(stored('honeypot').length)
      const csv = await exported('CSV')
      const lines = csv.trim().split('\r\n')
      expect(lines[0]).toBe('time,src.ip,honeypot.user')
      expect(lines.length - 1).toBe(said)
      expect(csv).toContain(`'${HOSTILE.user}`)
      expect((await exported('NDJSON')).trim().split('\n')).toHaveLength(said)
      const events = JSON.parse(await exported('JSON')) as { kind: string }[]
      expect(events).toHaveLength(said)
      expect(events.every((e) => e.kind === 'honeypot')).toBe(true)
    })

    it('a live export holds the rows on the page', async () => {
      at.server.state.rate = 40
      await go('#/live')
      await cell(0, 'time').waitFor()
      await page.getByRole('button', { name: 'Pause' }).click()
      const listed = number(
        /([\d,]+) listed/.exec(await page.locator('main header').innerText())?.[1] ?? null,
      )
      expect((await exported('NDJSON')).trim().split('\n')).toHaveLength(listed)
    })
  })

  async function exported(form: string): Promise<string> {
    const menu = page.getByRole('dialog', { name: 'Export' })
    if (!(await menu.isVisible())) await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      menu.getByRole('button', { name: form, exact: true }).click(),
    ])
    return readFileSync(await download.path(), 'utf8')
  }

  describe('a value', () => {
    it('is asked for by a click, left out by an Alt-click, and both are chips that can go', async () => {
      await go('#/events')
      await cell(0, 'src.ip').waitFor()
      const ip = (await cell(0, 'src.ip').innerText()).trim()
      await cell(0, 'src.ip').click()
      await expect.poll(() => page.url()).toContain(`q=src.ip:${ip}`)
      await cell(0, 'kind').click({ modifiers: ['Alt'] })
      await expect.poll(chips).toHaveLength(3)
      await page.getByRole('button', { name: /Stop asking for -kind/ }).click()
      await expect.poll(chips).toEqual([expect.stringContaining(ip)])
      await cell(0, 'src.ip').click()
      await expect.poll(() => page.url()).not.toContain('q=')
    })

    it('can be asked for with the keyboard alone', async () => {
      await go('#/events')
      await cell(0, 'time').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      const drawer = page.getByRole('complementary', { name: /^Event / })
      await drawer.getByRole('button', { name: /^Ask for kind/ }).press('Enter')
      await expect.poll(() => page.url()).toContain('q=kind:')
      await page.keyboard.press('Escape')
      await expect.poll(() => drawer.count()).toBe(0)
    })

    it('that is hostile stays text, and what would be unseen is spelt out', async () => {
      await go(
        `#/events?q=http.path:"${encodeURIComponent(HOSTILE.path)}"&last=7d&cols=time,http.path,http.agent`,
      )
      await cell(0, 'http.path').waitFor()
      expect(await cell(0, 'http.path').innerText()).toContain(HOSTILE.path)
      expect(await cell(0, 'http.agent').innerText()).toContain('⟨U+202E⟩gnp.exe ⟨U+001B⟩[31m')
      await cell(0, 'time').click()
      const drawer = page.getByRole('complementary')
      await drawer.getByText('⟨U+202E⟩').first().waitFor()
      expect(await page.evaluate(() => [...document.scripts].filter((s) => !s.src).length)).toBe(0)
      expect(await drawer.innerText()).not.toContain('\u202e')
    })
  })

  describe('time', () => {
    it('is fixed by a brush, with a chip that lets go again', async () => {
      await go('#/events')
      const before = await total()
      const chart = page.locator('.u-over')
      const box = await chart.boundingBox()
      if (box === null) throw new Error('no chart')
      await page.mouse.move(box.x + box.width * 0.5, box.y + 20)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.7, box.y + 20, { steps: 4 })
      await page.mouse.up()
      await expect.poll(() => page.url()).toContain('from=')
      expect(await chips()).toEqual([expect.stringMatching(/\d\d:\d\d:\d\d – .*UTC/)])
      await expect.poll(total).toBeLessThan(before)
      const hash = new URL(page.url()).hash
      const [from, to] = [/from=([^&]+)/.exec(hash)?.[1] ?? '', /to=([^&]+)/.exec(hash)?.[1] ?? '']
      const inside = at.server.store.filter((e) => e['time'] >= from && e['time'] < to)
      await expect.poll(total).toBe(inside.length)
      await page.getByRole('button', { name: 'Stop fixing the time range' }).click()
      // The last 24 h go on meanwhile, so that some of the oldest events may have left them.
      await expect.poll(total).toSatisfy((now: number) => now > before - 20 && now <= before)
    })

    it('is chosen from presets or written, and its zone is printed', async () => {
      await go('#/events')
      await page.getByRole('button', { name: /^Time range: Last 24 h UTC/ }).click()
      await page.getByRole('button', { name: '7 days' }).click()
      await expect.poll(() => page.url()).toContain('last=7d')
      await expect.poll(total).toBe(at.server.store.length)
      await page.getByRole('button', { name: /^Time range/ }).click()
      await page.getByRole('button', { name: 'This browser (UTC+1)' }).click()
      await page.getByRole('button', { name: /^Time range: Last 7 days UTC\+1/ }).waitFor()
      const event = at.server.store.at(-1)
      const hour = new Date(Date.parse(event?.['time']) + 3_600_000).toISOString().slice(11, 19)
      await expect.poll(() => cell(0, 'time').innerText()).toContain(hour)
    })

    it('that makes no sense is refused with the reason', async () => {
      await go('#/events')
      await page.getByRole('button', { name: /^Time range/ }).click()
      await page.getByLabel('From').fill('2026-11-20 15:00')
      await page.getByLabel('To', { exact: true }).fill('2026-11-20 14:00')
      await page.getByRole('button', { name: 'Apply' }).click()
      await page.getByText('The end must be after the start.').waitFor()
    })
  })

  describe('searching', () => {
    it('an address leads to its page', async () => {
      await go('#/overview')
      await page.getByRole('combobox').waitFor()
      await page.keyboard.press('/')
      await page.keyboard.type(STAR)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: STAR }).waitFor()
    })

    it('completes fields and then their values', async () => {
      await go('#/overview')
      const box = page.getByRole('combobox')
      await box.pressSequentially('act')
      await page.getByRole('option', { name: 'action' }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('option', { name: 'block' }).click()
      expect(await box.inputValue()).toBe('action:block ')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.url()).toContain('#/events?q=action:block')
    })

    it('shows what is wrong at its column', async () => {
      await go('#/overview')
      await page.getByRole('combobox').pressSequentially('kind:packet dstport:22')
      await page.keyboard.press('Enter')
      const told = page.locator('#search-wrong')
      await told.waitFor()
      expect(await told.innerText()).toContain("Column 13: no field is called 'dstport'")
      expect((await told.locator('pre').innerText()).split('\n')[1]).toBe(`${' '.repeat(12)}^`)
      expect(page.url()).toContain('#/overview')
    })
  })

  describe('the live tail', () => {
    it('pauses on scroll, says how much came, and resumes', async () => {
      at.server.state.rate = 200
      await go('#/live')
      await expect
        .poll(async () =>
          number(/([\d,]+) listed/.exec(await page.locator('main header').innerText())?.[1] ?? null),
        )
        .toBeGreaterThan(250)
      await page.getByRole('table', { name: 'Live events' }).hover()
      await page.mouse.wheel(0, 600)
      const banner = page.getByRole('button', { name: /new — resume/ })
      await banner.waitFor()
      const first = await page.locator('[data-row]').first().innerText()
      await page.waitForTimeout(700)
      expect(await page.locator('[data-row]').first().innerText()).toBe(first)
      await banner.click()
      await expect.poll(() => banner.count()).toBe(0)
      await page.getByText('live', { exact: true }).waitFor()
    })

    it('asks the server for the filter only', async () => {
      at.server.state.rate = 200
      await go('#/live?q=kind:alert')
      await expect
        .poll(async () =>
          number(/listed of ([\d,]+)/.exec(await page.locator('main header').innerText())?.[1] ?? null),
        )
        .toBeGreaterThan(210)
      expect(new Set(await page.locator('[data-column="kind"]').allInnerTexts())).toEqual(new Set(['alert']))
    })

    it('stops and goes on with the space bar and comes back after a broken connection', async () => {
      at.server.state.rate = 40
      await go('#/live')
      await page.getByText('live', { exact: true }).waitFor()
      await page.keyboard.press('Space')
      await page.getByText('paused', { exact: true }).waitFor()
      await page.keyboard.press('Space')
      await page.getByText('live', { exact: true }).waitFor()
      at.server.drop()
      await page.getByText('connection lost, trying again').waitFor()
      await page.getByText('live', { exact: true }).waitFor()
      wrong = wrong.filter((w) => !/WebSocket|ERR_/.test(w))
    })
  })

  describe('an event', () => {
    it('shows its fields beside its raw record, and copies as JSON, curl and command line', async () => {
      const event = stored('request').at(-1)
      await go(`#/events?event=${event?.['id']}`)
      const drawer = page.getByRole('complementary', { name: `Event ${event?.['id']}` })
      await drawer.getByRole('region', { name: 'Raw record' }).waitFor()
      expect(await drawer.getByRole('region', { name: 'Raw record' }).innerText()).toContain(
        '"http.host":"www.example.org"',
      )
      const copied = async (name: string): Promise<string> => {
        await drawer.getByRole('button', { name }).click()
        return await page.evaluate(() => navigator.clipboard.readText())
      }
      expect(JSON.parse(await copied('Copy the event as JSON'))).toEqual(event)
      expect(await copied('Copy a curl command')).toContain(
        `'${at.server.origin}/api/events/${event?.['id']}'`,
      )
      expect(await copied('Copy a command')).toMatch(
        /^bartizan events --count 0 --since \S+ --until \S+ 'kind:request src\.ip:[\d.a-f:]+'$/,
      )
    })

    it('that was a frame is shown as a dump; one without its record says how to keep it', async () => {
      await go(`#/events?event=${stored('packet').at(-1)?.['id']}`)
      await page.getByText(/^0000 {2}66 72 61/).waitFor()
      await page.goto(`${at.server.origin}/#/events?event=${stored('alert').at(-1)?.['id']}`)
      await page.getByText('keep_raw: true').waitFor()
    })

    it('is stepped through with j and k', async () => {
      await go('#/events?last=7d')
      await cell(0, 'time').waitFor()
      for (const key of ['j', 'j', 'x']) await page.keyboard.press(key)
      await page.getByRole('complementary').waitFor()
      const id = () => Number(/event=(\d+)/.exec(page.url())?.[1])
      const second = id()
      await page.keyboard.press('j')
      await expect.poll(id).not.toBe(second)
      await page.keyboard.press('k')
      await expect.poll(id).toBe(second)
    })
  })

  describe('history', () => {
    it('is paged to its end', async () => {
      await go('#/events?q=kind:alert&last=7d')
      const all = await total()
      expect(all).toBeGreaterThan(200)
      const table = page.getByRole('table', { name: 'Events' })
      await expect
        .poll(async () => {
          await page
            .getByRole('region', { name: 'Events', exact: true })
            .evaluate((e) => (e.scrollTop = e.scrollHeight))
          return await page.getByText(`All ${all} events are listed.`).count()
        })
        .toBe(1)
      expect(Number(await table.getAttribute('aria-rowcount'))).toBe(all + 1)
      expect(await page.locator('[data-row]').count()).toBeLessThan(80)
    })

    it('keeps its columns, their order and the density in the address', async () => {
      await go('#/events')
      await page.getByRole('button', { name: 'Columns and density' }).click()
      const menu = page.getByRole('dialog', { name: 'Columns and density' })
      await menu.getByRole('button', { name: 'Remove Proto' }).click()
      await menu.getByLabel('Add a column').selectOption('source')
      await menu.getByRole('button', { name: 'Move Read by left' }).click()
      await menu.getByLabel('Dense rows').check()
      await page.reload()
      await page.locator('[data-row]').first().waitFor()
      expect((await page.getByRole('columnheader').allInnerTexts()).map((t) => t.trim())).toEqual([
        'Time',
        'Kind',
        'Action',
        'Source',
        'Destination',
        'Port',
        'Read by',
        'Rule, signature or request',
      ])
      expect((await cell(0, 'time').boundingBox())?.height).toBeLessThan(24)
    })
  })

  describe('addresses', () => {
    it('are sorted as asked and lead to their pages', async () => {
      await go('#/addresses?last=7d')
      await page.getByRole('link', { name: 'Blocked' }).click()
      await page.locator('th[aria-sort="descending"]', { hasText: 'Blocked' }).waitFor()
      const counts = async () => (await page.locator('td[data-label="blocked"]').allInnerTexts()).map(number)
      await expect
        .poll(async () => (await counts()).join())
        .toBe((await counts()).sort((a, b) => b - a).join())
      await page.getByRole('link', { name: STAR, exact: true }).click()
      await page.getByRole('heading', { name: STAR }).waitFor()
    })

    it('show all six kinds in lanes and lead to their neighbours', async () => {
      await go(`#/address/${STAR}?last=7d`)
      for (const lane of [
        'Firewall',
        'States and NAT',
        'Intrusion alerts',
        'Web requests',
        'Flows',
        'Honeypot',
      ])
        expect(
          number(await page.locator('.lane', { hasText: lane }).locator('.n').textContent()),
        ).toBeGreaterThan(0)
      await page.getByRole('link', { name: 'Neighbours in 203.0.113.0/24' }).click()
      await page.getByRole('heading', { name: '203.0.113.0/24' }).waitFor()
    })
  })

  it('goes by keys, and Escape closes what they opened', async () => {
    await go('#/overview')
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    for (const [key, name] of [
      ['e', 'Events'],
      ['a', 'Addresses'],
      ['l', 'Live'],
      ['o', 'Overview'],
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await page.getByRole('heading', { name, exact: true }).waitFor()
    }
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys and query language' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  it('shows an error with its cause, what to do and an id, and tries again', async () => {
    at.server.state.failOverview = true
    await go('#/overview')
    const told = page.getByRole('alert')
    await told.waitFor()
    expect(await told.innerText()).toContain('e-42')
    at.server.state.failOverview = false
    await told.getByRole('button', { name: 'Try again' }).click()
    await page.locator('.figures').waitFor()
    wrong = wrong.filter((w) => !/status of 500/.test(w))
  })

  it('keeps the theme that was chosen', async () => {
    await go('#/overview')
    await page.getByRole('button', { name: 'Theme' }).click()
    await page.getByRole('button', { name: 'High contrast' }).click()
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('contrast')
    expect(await page.evaluate(() => localStorage.getItem('bartizan.theme'))).toBe('contrast')
  })
})
