/** Light, dark or high contrast; kept in this browser only. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]
export type Shown = Exclude<Theme, 'system'>

const KEY = 'bartizan.theme'

export function kept(): Theme {
  try {
    const text = localStorage.getItem(KEY)
    return THEMES.find((t) => t === text) ?? 'system'
  } catch {
    return 'system'
  }
}

export function keep(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    return
  }
}

/** What a theme looks like on this system. */
export function resolved(theme: Theme, asks: (query: string) => boolean): Shown {
  if (theme !== 'system') return theme
  if (asks('(prefers-contrast: more)')) return 'contrast'
  return asks('(prefers-color-scheme: light)') ? 'light' : 'dark'
}
