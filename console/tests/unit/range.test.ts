import { describe, expect, it } from 'vitest'
import { between, clock, fix, full, label, micros, time, wall, zoneName } from '../../src/lib/range'

const NOON = Date.parse('2026-11-20T12:00:00.400Z')

describe('ranges', () => {
  it('end at the last full second when they are relative', () => {
    expect(fix({ last: '15m' }, NOON)).toEqual({
      from: '2026-11-20T11:45:00.000Z',
      to: '2026-11-20T12:00:00.000Z',
    })
  })

  it('stay as they are when they are fixed', () => {
    const fixed = { from: '2026-11-20T10:00:00.000001Z', to: '2026-11-20T11:00:00Z' }
    expect(fix(fixed, NOON)).toBe(fixed)
  })

  it('say the second day only where it differs', () => {
    const from = '2026-11-20T10:00:00Z'
    expect(between({ from, to: '2026-11-20T13:05:09Z' }, 'utc')).toBe('20 Nov 10:00:00 – 13:05:09')
    expect(between({ from, to: '2026-11-21T00:00:00Z' }, 'utc')).toBe('20 Nov 10:00:00 – 21 Nov 00:00:00')
    expect(label({ last: '24h' }, 'utc')).toBe('Last 24 h')
  })
})

describe('times', () => {
  it('keep their microseconds both ways', () => {
    const text = '2026-11-20T10:00:00.000007Z'
    expect(time(micros(text))).toBe(text)
    expect(time(micros(text) + 1)).toBe('2026-11-20T10:00:00.000008Z')
  })

  it('are on the 24 h clock', () => {
    expect(clock('2026-11-20T23:04:05.678901Z', 'utc')).toBe('23:04:05.678')
    expect(full('2026-11-20T23:04:05.678901Z', 'utc')).toBe('2026-11-20 23:04:05.678901')
    expect(wall(NOON, 'utc')).toEqual({ date: '2026-11-20', clock: '12:00:00.400' })
  })

  it('name the zone by its distance', () => {
    const at = (minutes: number) => ({ getTimezoneOffset: () => minutes }) as Date
    expect(zoneName('utc')).toBe('UTC')
    expect(zoneName('local', at(-330))).toBe('UTC+5:30')
    expect(zoneName('local', at(180))).toBe('UTC−3')
  })
})
