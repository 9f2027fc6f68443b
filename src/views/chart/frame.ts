import type { Instant, Window } from '../../incident/finding.ts'

/** Large letters: on a phone the picture is a third of its width. */
export const frame = {
  width: 1024,
  height: 720,
  left: 20,
  /** Right of it stand the axis' figures. */
  right: 872,
  /** Above it stand the labels of the changes. */
  top: 72,
  bottom: 44,
  gap: 12,
  letters: 25,
} as const

export const colors = {
  text: '#111827',
  faint: '#4b5563',
  grid: '#d1d5db',
  error: '#dc2626',
  calm: '#2563eb',
  change: '#7c3aed',
  trouble: '#fee2e2',
  lines: ['#0f766e', '#b45309', '#7c3aed', '#be185d', '#475569'],
} as const

export const xOf = (at: Instant, { from, to }: Window): number =>
  tenth(frame.left + ((at - from) / (to - from)) * (frame.right - frame.left))

/** One decimal: the same bytes on every machine, and small. */
export const tenth = (value: number): number => Math.round(value * 10) / 10

export interface TextStyle {
  readonly fill?: string
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** Keeps letters legible where a line runs behind them. */
export const halo = 'stroke="#ffffff" stroke-width="7" stroke-linejoin="round" paint-order="stroke"'

/** `text` must be escaped already. */
export const svgLabel = (x: number, y: number, text: string, style: TextStyle = {}): string => {
  const { fill = colors.text, bold = false, anchor = 'start' } = style
  const weight = bold ? ' font-weight="700"' : ''
  return `<text x="${tenth(x)}" y="${tenth(y)}" font-size="${frame.letters}" fill="${fill}" text-anchor="${anchor}"${weight} ${halo}>${text}</text>`
}
