/** Numbers and durations for people. */

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `1,240,113`: never shortened, so that it can be compared with the rows behind it. */
export function count(n: number): string {
  return WHOLE.format(n)
}

/** `1.2 M`, for axes and rates only. */
export function short(n: number): string {
  if (n >= 1e6) return `${trim(n / 1e6)} M`
  if (n >= 1e4) return `${trim(n / 1e3)} k`
  return WHOLE.format(n)
}

const trim = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toFixed(1).replace(/\.0$/, ''))

/** `201/s`, `0.3/s`. */
export function rate(n: number): string {
  if (n === 0) return '0/s'
  return n < 10 ? `${trim(Math.max(n, 0.1))}/s` : `${short(Math.round(n))}/s`
}

/** How a number stands to the one of the time before, as in `+8 % on the 24 h before`. */
export function trend(value: number, previous: number, before: string): string {
  if (previous === 0) return `${value === 0 ? 'also ' : ''}none in ${before}`
  const percent = Math.round(((value - previous) / previous) * 100)
  if (percent === 0) return `as in ${before}`
  if (percent >= 9900) return `almost none in ${before}`
  if (percent >= 900) return `${WHOLE.format(value / previous)} times ${before}`
  return `${percent > 0 ? '+' : '−'}${WHOLE.format(Math.abs(percent))} % on ${before}`
}

/** `14 s`, `3 min`, `2 h`, `5 d`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 100) return `${s} s`
  if (s < 6000) return `${Math.round(s / 60)} min`
  if (s < 172_800) return `${Math.round(s / 3600)} h`
  return `${Math.round(s / 86_400)} d`
}

/** `3.4 kB`. */
export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let at = 0
  let rest = n
  while (rest >= 1000 && at < units.length - 1) {
    rest /= 1000
    at++
  }
  return `${at === 0 ? rest : trim(rest)} ${units[at] ?? ''}`
}
