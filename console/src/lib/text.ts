/** Untrusted text, made safe to look at: what would be unseen or would reorder the line is spelt out. */

const UNSEEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The text with control, bidirectional and invisible characters as ⟨U+202E⟩. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (c) => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}

/** A field's value as one line of text. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return visible(value)
  if (Array.isArray(value)) return visible(value.join(' '))
  if (typeof value === 'object') return visible(JSON.stringify(value))
  return String(value)
}

/** Bytes the way hexdump -C writes them: offset, 16 bytes, their printable characters. */
export function hexdump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)]
    const hex = row.map((b) => b.toString(16).padStart(2, '0'))
    const left = hex.slice(0, 8).join(' ').padEnd(23)
    const right = hex.slice(8).join(' ').padEnd(23)
    const text = row.map((b) => (b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : '.')).join('')
    lines.push(`${at.toString(16).padStart(4, '0')}  ${left}  ${right}  ${text}`)
  }
  return lines.join('\n')
}

/** Base64 as bytes. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
}

/** Bytes as text where they are UTF-8, or null. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
