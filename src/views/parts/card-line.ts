/** How something stands, for the eye; always said in words too. `accent` is neither good nor bad. */
export type StatusTone = 'good' | 'accent' | 'warning' | 'attention'

export const toneDots: Readonly<Record<StatusTone, string>> = {
  good: '🟢',
  accent: '🔵',
  warning: '🟠',
  attention: '🔴',
}

/** A line of text with a mark in front: the mark repeats in a sign what the colour says. */
export interface CardLine {
  readonly mark: string
  readonly color: StatusTone | 'default'
  readonly text: string
}

export const cardLine = (mark: string, color: CardLine['color'], text: string): CardLine => ({
  mark: `${mark} `,
  color,
  text,
})
