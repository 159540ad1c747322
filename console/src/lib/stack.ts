/** Series of counts, stacked for drawing: each on top of those before it, the tallest drawn first. */
import { micros } from './range'
import type { Histogram, Kind } from './types'
import { KINDS } from './types'

export interface Stack {
  /** Start of each bucket, seconds. */
  starts: number[]
  /** In drawing order: the sum of all first, the bottom series last. */
  layers: { value: string; sums: number[] }[]
  /** The counts as they came, bottom series first. */
  series: { value: string; counts: number[]; total: number }[]
}

export function stack(h: Histogram): Stack {
  const buckets = Math.max(0, ...h.series.map((s) => s.counts.length))
  const from = micros(h.from) / 1e6
  const starts = Array.from({ length: buckets }, (_, i) => from + (i * h.width_us) / 1e6)
  const series = [...h.series]
    .sort((a, b) => rank(a.value) - rank(b.value))
    .map((s) => ({ ...s, total: s.counts.reduce((a, b) => a + b, 0) }))
    .filter((s) => s.total > 0)
  const sums = new Array<number>(buckets).fill(0)
  const layers = series.map((s) => {
    s.counts.forEach((n, i) => (sums[i] = (sums[i] ?? 0) + n))
    return { value: s.value, sums: [...sums] }
  })
  return { starts, layers: layers.reverse(), series }
}

function rank(value: string): number {
  const at = KINDS.indexOf(value as Kind)
  return at < 0 ? KINDS.length : at
}

/** A lane of bars as one SVG path in a box of `counts.length` by 1. */
export function bars(counts: number[], most: number): string {
  if (most <= 0) return ''
  return counts
    .map((n, i) => {
      if (n <= 0) return ''
      const tall = Math.max(0.08, n / most)
      return `M${i} 1V${(1 - tall).toFixed(3)}h.8V1z`
    })
    .join('')
}
