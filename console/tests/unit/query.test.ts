import { describe, expect, it } from 'vitest'
import { both, exclude, include, parts, stance, term, typing, without } from '../../src/lib/query'

const texts = (query: string): string[] => parts(query).map((p) => p.text)

describe('parts of a query', () => {
  it.each([
    ['nothing', '', []],
    ['terms side by side', 'kind:packet dst.port:22', ['kind:packet', 'dst.port:22']],
    [
      'terms joined by a word',
      'kind:packet AND dst.port:22 && action:block',
      ['kind:packet', 'dst.port:22', 'action:block'],
    ],
    [
      'a minus, a bang and NOT',
      '-action:pass !proto:udp NOT kind:flow',
      ['-action:pass', '!proto:udp', 'NOT kind:flow'],
    ],
    [
      'brackets',
      'dst.port:(22 OR 23) (kind:alert OR kind:flow)',
      ['dst.port:(22 OR 23)', '(kind:alert OR kind:flow)'],
    ],
    ['a range and a comparison', 'dst.port:[1 TO 1023] ip.ttl:>=64', ['dst.port:[1 TO 1023]', 'ip.ttl:>=64']],
    ['an IPv6 address', '2001:db8::7 src.ip:2001:db8::/64', ['2001:db8::7', 'src.ip:2001:db8::/64']],
    ['quotes with a blank and a quote', 'http.path:"/a \\" b" x', ['http.path:"/a \\" b"', 'x']],
    ["tcpdump's words", 'src host 203.0.113.7 dst port 22', ['src host 203.0.113.7', 'dst port 22']],
    ['an OR outside brackets', 'kind:alert OR kind:flow', ['kind:alert OR kind:flow']],
    ['something unfinished', 'kind:', ['kind:']],
    ['a lone negation', 'kind:flow NOT', ['kind:flow NOT']],
  ])('cuts %s', (_why, query, expected) => expect(texts(query)).toEqual(expected))

  it('takes one part out and keeps the others', () => {
    const [, second] = parts('kind:packet AND dst.port:22 -action:pass')
    expect(without('kind:packet AND dst.port:22 -action:pass', second as never)).toBe(
      'kind:packet -action:pass',
    )
  })
})

describe('a clicked value', () => {
  it('is asked for, and no longer when clicked again', () => {
    const once = include('kind:packet', 'dst.port', '22')
    expect(once).toBe('kind:packet dst.port:22')
    expect(include(once, 'dst.port', '22')).toBe('kind:packet')
  })

  it('is left out with the other click, and turned over by each', () => {
    const out = exclude('', 'proto', 'tcp')
    expect(out).toBe('-proto:tcp')
    expect(include(out, 'proto', 'tcp')).toBe('proto:tcp')
    expect(exclude(out, 'proto', 'tcp')).toBe('')
  })

  it('is found again however its negation was written', () => {
    expect(stance('NOT proto:tcp', 'proto', 'tcp')).toBe('out')
    expect(stance('a proto:tcp', 'proto', 'tcp')).toBe('in')
    expect(stance('proto:tcp OR a', 'proto', 'tcp')).toBe('none')
  })

  it('does not slip into one side of an OR', () => {
    expect(include('kind:alert OR kind:flow', 'dst.port', '22')).toBe('(kind:alert OR kind:flow) dst.port:22')
    expect(both('a OR b', 'c OR d')).toBe('(a OR b) (c OR d)')
  })

  it.each([
    ['a plain path', '/wp-login.php', 'http.path:/wp-login.php'],
    ['blanks', 'ET SCAN x', 'http.path:"ET SCAN x"'],
    ['a star and a quote', 'a*"b\\', 'http.path:"a\\*\\"b\\\\"'],
    ['an address', '2001:db8::7', 'http.path:2001:db8::7'],
    ['an address that begins with a colon', '::1', 'http.path:"::1"'],
    ['a minus in front', '-1', 'http.path:"-1"'],
    ['markup', '<script>', 'http.path:"<script>"'],
    ['nothing', '', 'http.path:""'],
  ])('is written so that the server reads it back: %s', (_why, value, expected) => {
    const query = term('http.path', value)
    expect(query).toBe(expected)
    expect(parts(`a ${query} b`)).toHaveLength(3)
    expect(stance(`a ${query} b`, 'http.path', value)).toBe('in')
  })
})

describe('completion', () => {
  it.each([
    ['a field begun', 'kind:packet dst.p', { field: null, begun: 'dst.p', start: 12 }],
    ['a value begun', 'proto:tc', { field: 'proto', begun: 'tc', start: 6 }],
    ['a negated field', '-act', { field: null, begun: 'act', start: 1 }],
    ['a value in brackets', 'dst.port:(22 OR 2', { field: 'dst.port', begun: '2', start: 16 }],
    ['a quoted value', 'http.path:"/w', { field: 'http.path', begun: '/w', start: 11 }],
  ])('knows %s', (_why, text, expected) => expect(typing(text, text.length)).toEqual(expected))

  it('looks only at what stands before the caret', () => {
    expect(typing('proto:tcp dst.port:22', 7)).toEqual({ field: 'proto', begun: 't', start: 6 })
  })
})
