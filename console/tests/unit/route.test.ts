import { describe, expect, it } from 'vitest'
import { print, read, START } from '../../src/lib/route'

describe('the address bar', () => {
  it.each([
    '#/overview',
    '#/live?q=kind:alert&last=1h',
    '#/events?q=dst.port:22+-action:pass&from=2026-11-20T10:00:00.000Z&to=2026-11-20T11:00:00.000Z&zone=local&event=42&cols=time,summary&dense=1',
    '#/address/2001:db8::7',
    '#/address/203.0.113.0%2F24?last=7d',
    '#/addresses?order=blocked',
    '#/signin?code=abc-DEF_1',
  ])('says %s and reads it back', (hash) => expect(print(read(hash))).toBe(hash))

  it('survives what people paste', () => {
    expect(read('')).toEqual(START)
    expect(read('#/nowhere?last=3y&event=x&from=yesterday')).toEqual(START)
    expect(read('#/address/%E0%A4%A').subject).toBe('%E0%A4%A')
  })

  it('keeps hostile text apart from its own marks', () => {
    const query = 'a&b=c#d?e/f+g %<script>\u202e'
    expect(read(print({ page: 'events', query })).query).toBe(query)
  })
})
