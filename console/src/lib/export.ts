/** Exports of exactly what the view shows, in the server's own forms. */
import { url } from './api'
import { exported } from './columns'
import type { Fixed } from './range'
import { visible } from './text'
import type { EventRow } from './types'

export type Form = 'csv' | 'ndjson' | 'json'
export const MOST = 1_000_000

/** Where the server streams the selection from. */
export function selectionUrl(query: string, range: Fixed, form: 'csv' | 'ndjson', columns: string[]): string {
  return url('api/events', {
    query,
    ...range,
    format: form,
    limit: MOST,
    columns: form === 'csv' ? exported(columns).join(',') : undefined,
  })
}

/** The rows of a live view. */
export function rowsAs(form: Form, rows: EventRow[], columns: string[]): string {
  if (form === 'json') return `${JSON.stringify(rows, null, 1)}\n`
  if (form === 'ndjson') return rows.map((r) => `${JSON.stringify(r)}\n`).join('')
  const fields = exported(columns)
  const lines = rows.map((r) => fields.map((f) => csvCell(plain(r[f]))).join(','))
  return [fields.join(','), ...lines, ''].join('\r\n')
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One cell; spreadsheets would run what begins like a formula, so it gets an apostrophe. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** NDJSON as one JSON array, piece by piece: the pieces of a Blob do not stay in memory. */
export function arrayOf(): TransformStream<Uint8Array, Uint8Array> {
  const newline = 10
  let open = false
  let pending = false
  const text = new TextEncoder()
  return new TransformStream({
    transform(chunk, out) {
      const bytes: number[] = []
      if (!open) bytes.push(91)
      open = true
      for (const b of chunk) {
        if (pending) bytes.push(44, newline)
        pending = b === newline
        if (!pending) bytes.push(b)
      }
      out.enqueue(Uint8Array.from(bytes))
    },
    flush(out) {
      out.enqueue(text.encode(open ? '\n]\n' : '[]\n'))
    },
  })
}

/** Single quotes for a shell; an apostrophe inside is closed, escaped and opened again. */
export function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** The request for one event or a selection, for a terminal. */
export function curl(path: string, base: string): string {
  return `curl -H "Authorization: Bearer $BARTIZAN_TOKEN" ${shell(new URL(path, base).href)}`
}

/** The same selection on the command line. */
export function commandLine(query: string, range: Fixed | null): string {
  const bounds = range === null ? '' : ` --since ${range.from} --until ${range.to}`
  return `bartizan events --count 0${bounds}${query === '' ? '' : ` ${shell(query)}`}`
}

/** A file name that says what is in it. */
export function fileName(form: Form, now: number): string {
  return `bartizan-${visible(new Date(now).toISOString().slice(0, 19)).replaceAll(':', '')}Z.${form}`
}
