/** How something stands, for the eye; always said in words too. */
export type Tone = 'good' | 'warning' | 'attention'

export const dots: Readonly<Record<Tone, string>> = { good: '🟢', warning: '🟠', attention: '🔴' }

/** A line of text with a mark in front: the mark repeats in a sign what the colour says. */
export interface Line {
  readonly mark: string
  readonly color: Tone | 'default' | 'accent'
  readonly text: string
}

export const line = (mark: string, color: Line['color'], text: string): Line => ({ mark: `${mark} `, color, text })
