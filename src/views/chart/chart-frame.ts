import type { Instant, TimeWindow } from '../../incident/finding.ts'

/** Twice as wide as on a phone's card, where the letters are 12 pixels high; ours. */
export const chartFrame = {
  width: 640,
  height: 560,
  left: 20,
  /** Right of it stand the axis' figures. */
  right: 532,
  /** Above it stand the labels of the changes. */
  top: 72,
  bottom: 44,
  gap: 12,
  letters: 25,
} as const

/** A dark panel stands well on a light page as on a dark one; letters and lines have 4.5:1 and more on it. */
export const chartColors = {
  panel: '#1f2430',
  text: '#f3f4f6',
  faint: '#b6bcc8',
  grid: '#3d4556',
  error: '#f98080',
  calm: '#76b3ff',
  change: '#cba6ff',
  trouble: '#45252d',
  lines: ['#4fd1c5', '#f6ad55', '#cba6ff', '#f687b3', '#cbd5e1'],
} as const

export const xOfInstant = (at: Instant, { from, to }: TimeWindow): number =>
  roundToTenth(chartFrame.left + ((at - from) / (to - from)) * (chartFrame.right - chartFrame.left))

/** One decimal: the same bytes on every machine, and small. */
export const roundToTenth = (value: number): number => Math.round(value * 10) / 10

export interface LabelStyle {
  readonly fill?: string
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** Keeps letters legible where a line runs behind them. */
export const labelHalo = `stroke="${chartColors.panel}" stroke-width="7" stroke-linejoin="round" paint-order="stroke"`

/** `text` must be escaped already. */
export const svgLabel = (x: number, y: number, text: string, style: LabelStyle = {}): string => {
  const { fill = chartColors.text, bold = false, anchor = 'start' } = style
  const weight = bold ? ' font-weight="700"' : ''
  return `<text x="${roundToTenth(x)}" y="${roundToTenth(y)}" font-size="${chartFrame.letters}" fill="${fill}" text-anchor="${anchor}"${weight} ${labelHalo}>${text}</text>`
}
