import { describe, expect, it } from 'vitest'
import { isPrefix, neighbourhood } from '../../src/lib/address'
import { cell, exported, summary, USUAL } from '../../src/lib/columns'
import { arrayOf, commandLine, csvCell, curl, rowsAs, selectionUrl, shell } from '../../src/lib/export'
import { bytes, count, rate, trend } from '../../src/lib/format'
import { bytesOf, hexdump, show, utf8, visible } from '../../src/lib/text'
import type { EventRow } from '../../src/lib/types'

describe('untrusted text', () => {
  it.each([
    ['a right-to-left override', 'a\u202egnp.exe', 'a⟨U+202E⟩gnp.exe'],
    ['an escape sequence', '\u001b[31m', '⟨U+001B⟩[31m'],
    ['a zero-width space', 'a\u200bb', 'a⟨U+200B⟩b'],
    ['a byte order mark', '\ufeff', '⟨U+FEFF⟩'],
    ['half a pair', '\ud83d', '⟨U+D83D⟩'],
    ['a new line', 'a\nb', 'a⟨U+000A⟩b'],
  ])('shows %s', (_why, text, expected) => expect(visible(text)).toBe(expected))

  it('leaves what people write alone', () => {
    const text = '<b>Grüße</b> 日本語 😀 عربي'
    expect(visible(text)).toBe(text)
    expect(show(['masked', 'cut'])).toBe('masked cut')
    expect(show(undefined)).toBe('')
  })

  it('is a dump where it is no text', () => {
    expect(utf8(Uint8Array.from([0xff, 0xfe]))).toBeNull()
    expect(hexdump(bytesOf('AAFB'))).toBe('0000  00 01 41                                          ..A')
  })
})

describe('addresses', () => {
  it.each(['203.0.113.7', '203.0.113.0/24', '2001:db8::/64', '::1', '::ffff:192.0.2.1'])('knows %s', (text) =>
    expect(isPrefix(text)).toBe(true),
  )
  it.each([
    '203.0.113',
    '203.0.113.256',
    '1.2.3.4/33',
    'dst.port:22',
    'cafe',
    '12:30',
    '1.2.3.4/',
    '01.2.3.4',
  ])('refuses %s', (text) => expect(isPrefix(text)).toBe(false))
  it('has neighbours', () => {
    expect(neighbourhood('203.0.113.7')).toBe('203.0.113.0/24')
    expect(neighbourhood('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
    expect(neighbourhood('2001:db8::7')).toBe('2001:db8::/64')
    expect(neighbourhood('203.0.113.0/24')).toBeNull()
  })
})

const REQUEST: EventRow = {
  id: 7,
  time: '2026-11-20T10:00:00.000001Z',
  kind: 'request',
  'src.ip': '203.0.113.7',
  'http.method': 'GET',
  'http.host': 'example.org',
  'http.path': '/a,b',
  'http.status': 404,
  'http.agent': '=1+1',
}

describe('rows', () => {
  it('are summed up by kind', () => {
    expect(summary(REQUEST)).toBe('404 GET example.org/a,b')
    expect(summary({ ...REQUEST, kind: 'packet', 'rule.name': 'deny', 'tcp.flags': 'S' })).toBe('deny S')
    const hashed = {
      'rule.id': '12',
      'rule.name': '02f4bab031b57d1e30553ce08e0ec131',
      'rule.reason': 'match',
    }
    expect(summary({ ...REQUEST, ...hashed, kind: 'packet', direction: 'in', 'iface.in': 'igb0' })).toBe(
      'in igb0 rule 12',
    )
    expect(cell(REQUEST, 'http.path', 'utc')).toBe('/a,b')
    expect(cell(REQUEST, 'dst.port', 'utc')).toBe('')
  })

  it('give the fields of the summary in exports, each once', () => {
    const fields = exported([...USUAL, 'http.path'])
    expect(fields).toContain('http.path')
    expect(fields).not.toContain('summary')
    expect(new Set(fields).size).toBe(fields.length)
  })
})

describe('exports', () => {
  it('have a header of exactly the columns and a row for each event', () => {
    expect(rowsAs('csv', [REQUEST], ['src.ip', 'http.path', 'http.agent'])).toBe(
      'src.ip,http.path,http.agent\r\n203.0.113.7,"/a,b",\'=1+1\r\n',
    )
    expect(JSON.parse(rowsAs('json', [REQUEST], USUAL))).toEqual([REQUEST])
    expect(rowsAs('ndjson', [REQUEST, REQUEST], USUAL).trim().split('\n')).toHaveLength(2)
  })

  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx'])('keep a spreadsheet from running %j', (text) =>
    expect(csvCell(text).replaceAll('"', '')).toBe(`'${text}`),
  )

  it('ask the server for the query and the range on screen', () => {
    const range = { from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:00:00Z' }
    const asked = new URL(selectionUrl('kind:flow', range, 'csv', ['time', 'kind']), 'http://x')
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      query: 'kind:flow',
      ...range,
      format: 'csv',
      limit: '1000000',
      columns: 'time,kind',
    })
  })

  it.each([
    ['none', [], []],
    ['one, cut anywhere', ['{"a"', ':1}\n'], [{ a: 1 }]],
    ['several', ['{"a":1}\n{"a":2}\n', '{"a":3}\n'], [{ a: 1 }, { a: 2 }, { a: 3 }]],
  ])('turn lines into one array: %s', async (_why, chunks, expected) => {
    const body = new Response(chunks.join('')).body as ReadableStream<Uint8Array>
    expect(await new Response(body.pipeThrough(arrayOf())).json()).toEqual(expected)
  })

  it('quote for the shell', () => {
    expect(shell("it's")).toBe(`'it'\\''s'`)
    expect(commandLine('', null)).toBe('bartizan events --count 0')
    expect(commandLine('a b', { from: 'x', to: 'y' })).toBe(
      `bartizan events --count 0 --since x --until y 'a b'`,
    )
    expect(curl('api/events/7', 'http://h:1/')).toContain(`'http://h:1/api/events/7'`)
  })
})

describe('figures', () => {
  it('are never shortened where rows can be counted', () => expect(count(1_240_113)).toBe('1,240,113'))
  it('say how they stand to the time before', () => {
    expect(trend(108, 100, 'the 24 h before')).toBe('+8 % on the 24 h before')
    expect(trend(79, 100, 'the 24 h before')).toBe('−21 % on the 24 h before')
    expect(trend(100, 100, 'the hour before')).toBe('as in the hour before')
    expect(trend(5, 0, 'the hour before')).toBe('none in the hour before')
    expect(trend(0, 0, 'the hour before')).toBe('also none in the hour before')
    expect(trend(500, 10, 'the hour before')).toBe('50 times the hour before')
    expect(trend(5000, 10, 'the hour before')).toBe('almost none in the hour before')
  })
  it('have units', () => {
    expect(rate(0.02)).toBe('0.1/s')
    expect(rate(2000)).toBe('2,000/s')
    expect(bytes(3400)).toBe('3.4 kB')
  })
})
