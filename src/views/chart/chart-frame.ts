import type { Instant, TimeWindow } from '../../incident/finding.ts'

/** Large letters: on a phone the picture is a third of its width. */
export const chartFrame = {
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

export const chartColors = {
  text: '#111827',
  faint: '#4b5563',
  grid: '#d1d5db',
  error: '#dc2626',
  calm: '#2563eb',
  change: '#7c3aed',
  trouble: '#fee2e2',
  lines: ['#0f766e', '#b45309', '#7c3aed', '#be185d', '#475569'],
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
export const labelHalo = 'stroke="#ffffff" stroke-width="7" stroke-linejoin="round" paint-order="stroke"'

/** `text` must be escaped already. */
export const svgLabel = (x: number, y: number, text: string, style: LabelStyle = {}): string => {
  const { fill = chartColors.text, bold = false, anchor = 'start' } = style
  const weight = bold ? ' font-weight="700"' : ''
  return `<text x="${roundToTenth(x)}" y="${roundToTenth(y)}" font-size="${chartFrame.letters}" fill="${fill}" text-anchor="${anchor}"${weight} ${labelHalo}>${text}</text>`
}
