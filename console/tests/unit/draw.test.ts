import { describe, expect, it } from 'vitest'
import { bars, stack } from '../../src/lib/stack'
import { resolved } from '../../src/lib/theme'
import { visibleRows } from '../../src/lib/window'

describe('windowing', () => {
  it('keeps a constant number of rows wherever the list is scrolled to', () => {
    const at = [0, 3000, 29_000, 57_400].map((top) => visibleRows(top, 600, 29, 2000))
    expect(new Set(at.map((w) => w.end - w.start)).size).toBe(1)
  })

  it('fills the height of the whole list', () => {
    const w = visibleRows(9000, 600, 29, 2000)
    expect(w.before + (w.end - w.start) * 29 + w.after).toBe(2000 * 29)
    expect(w.start * 29).toBeLessThanOrEqual(9000)
    expect(w.end * 29).toBeGreaterThanOrEqual(9600)
  })

  it('copes with short lists and a scroll beyond their end', () => {
    expect(visibleRows(0, 600, 29, 0)).toEqual({ start: 0, end: 0, before: 0, after: 0 })
    expect(visibleRows(90_000, 600, 29, 3)).toMatchObject({ start: 0, end: 3 })
  })
})

describe('stacking', () => {
  const histogram = {
    from: '2026-11-20T10:00:00Z',
    to: '2026-11-20T10:02:00Z',
    width_us: 60e6,
    series: [
      { value: 'alert', counts: [1, 2] },
      { value: 'packet', counts: [10, 20] },
      { value: 'flow', counts: [0, 0] },
    ],
  }

  it('draws the whole first and the bottom series last, packets at the bottom', () => {
    const s = stack(histogram)
    expect(s.layers).toEqual([
      { value: 'alert', sums: [11, 22] },
      { value: 'packet', sums: [10, 20] },
    ])
    expect(s.series.map((x) => [x.value, x.total])).toEqual([
      ['packet', 30],
      ['alert', 3],
    ])
    expect((s.starts[1] ?? 0) - (s.starts[0] ?? 0)).toBe(60)
  })

  it('shows even one event among thousands', () => {
    expect(bars([0, 1, 5000], 5000)).toBe('M1 1V0.920h.8V1zM2 1V0.000h.8V1z')
    expect(bars([0, 0], 0)).toBe('')
  })
})

describe('the theme', () => {
  it('follows the system only when asked to', () => {
    const light = (q: string): boolean => q.includes('light')
    expect(resolved('system', light)).toBe('light')
    expect(resolved('system', () => false)).toBe('dark')
    expect(resolved('system', (q) => q.includes('contrast'))).toBe('contrast')
    expect(resolved('dark', light)).toBe('dark')
  })
})
