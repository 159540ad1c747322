/** Addresses and networks as text; enough to tell them from other words and to name neighbours. */

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

export function isIpv4(text: string): boolean {
  return IPV4.test(text)
}

export function isIpv6(text: string): boolean {
  return /^[0-9a-f:.]+$/i.test(text) && text.includes(':') && URL.canParse(`http://[${text}]/`)
}

/** Whether the text is an address, or a network such as 203.0.113.0/24. */
export function isPrefix(text: string): boolean {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  const bits = slash < 0 ? '' : text.slice(slash + 1)
  const most = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1
  if (most < 0) return false
  return slash < 0 || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
}

/** The network that holds the address's neighbours: its /24, or its /64 with IPv6; null for a network. */
export function neighbourhood(address: string): string | null {
  if (isIpv4(address)) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`
  if (!isIpv6(address)) return null
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const head = groups(canonical).slice(0, 4)
  return new URL(`http://[${head.join(':')}::]/`).hostname.slice(1, -1) + '/64'
}

function groups(canonical: string): string[] {
  const [left = '', right] = canonical.split('::')
  const before = left === '' ? [] : left.split(':')
  if (right === undefined) return before
  const after = right === '' ? [] : right.split(':')
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}
