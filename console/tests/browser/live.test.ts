import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CDPSession, Page } from 'playwright-core'
import { lacking, open, stage, type Stage } from './harness'

const SECONDS = Number(process.env['BARTIZAN_LIVE_SECONDS'] ?? 20)
const RATE = 2000

describe.skipIf(lacking)('the live page under load', () => {
  let at: Stage
  beforeAll(async () => {
    at = await stage({ rate: RATE, many: 2000 })
  })
  afterAll(() => at?.close())

  it(
    `stays small for ${SECONDS} s at ${RATE} events/s`,
    async () => {
      const { page, wrong } = await open(at, { hash: '#/live' })
      await page.waitForFunction(() => /2,000 listed/.test(document.body.innerText))
      await page.waitForTimeout(2000)
      const cdp = await page.context().newCDPSession(page)
      await cdp.send('Performance.enable')
      const before = await measure(page, cdp)
      await page.waitForTimeout(SECONDS * 1000)
      const after = await measure(page, cdp)
      console.log(
        `heap ${mb(before.heap)} -> ${mb(after.heap)} MB, elements ${before.elements} -> ${after.elements}, nodes ${before.nodes} -> ${after.nodes}, main thread busy ${Math.round((100 * (after.busy - before.busy)) / SECONDS)} %, ${after.received} received`,
      )
      expect(after.received - before.received).toBeGreaterThan(SECONDS * RATE * 0.5)
      expect(after.heap).toBeLessThanOrEqual(15e6)
      expect(after.elements).toBeLessThanOrEqual(before.elements + 12)
      expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.05)
      expect(wrong).toEqual([])
      await page.context().close()
    },
    SECONDS * 1000 + 60_000,
  )
})

const mb = (bytes: number): string => (bytes / 1e6).toFixed(1)

async function measure(page: Page, cdp: CDPSession) {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const { nodes } = await cdp.send('Memory.getDOMCounters')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const seen = await page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    received: Number((/listed of ([\d,]+)/.exec(document.body.innerText)?.[1] ?? '0').replaceAll(',', '')),
  }))
  return { heap: usedSize, nodes, busy: metrics.find((m) => m.name === 'TaskDuration')?.value ?? 0, ...seen }
}
