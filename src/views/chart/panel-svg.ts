import type { Translate } from '../../i18n/types.ts'
import type { TimeWindow } from '../../incident/finding.ts'
import { markupText } from '../untrusted-text.ts'
import { chartColors, chartFrame, labelHalo, roundToTenth, svgLabel, xOfInstant } from './chart-frame.ts'
import type { ChartPanel, PanelLine } from './chart-panels.ts'

interface Box {
  readonly top: number
  readonly height: number
}

const titleHeight = 32

/** One strip of the picture: its lines' names in their colours, the highest figure of its axis, the lines. */
export const panelSvg = (panel: ChartPanel, box: Box, window: TimeWindow, say: Translate): string => {
  const plot = { top: box.top + titleHeight, height: box.height - titleHeight }
  const highest = niceMaximum(panel)
  const bottom = roundToTenth(plot.top + plot.height)
  const rule = (y: number) =>
    `<line x1="${chartFrame.left}" x2="${chartFrame.right}" y1="${roundToTenth(y)}" y2="${roundToTenth(y)}" stroke="${chartColors.grid}" stroke-width="2"/>`
  const figure = (y: number, value: number) =>
    svgLabel(chartFrame.right + 10, y, markupText(say.number(value, panel.unit)), { fill: chartColors.faint })
  return [
    rule(plot.top),
    rule(bottom),
    figure(plot.top + 18, highest),
    figure(bottom, 0),
    legend(panel.lines, box.top + 24),
    ...panel.lines.map((line) => lineSvg(line, plot, highest, window)),
  ].join('')
}

const legend = (lines: readonly PanelLine[], y: number): string => {
  const spans = lines.map(
    ({ name, color }, index) => `<tspan fill="${color}" dx="${index === 0 ? 0 : 22}">${name}</tspan>`,
  )
  return `<text x="${chartFrame.left}" y="${roundToTenth(y)}" font-size="${chartFrame.letters}" font-weight="700" ${labelHalo}>${spans.join('')}</text>`
}

/** Of what is asked for in one piece, Azure leaves out no two grains in a row. */
const unreadFromGrains = 2.5

/** A gap in the values is a gap in the line, also where the minutes between were never read. */
const lineSvg = ({ points, color, grainInMs }: PanelLine, plot: Box, highest: number, window: TimeWindow): string => {
  let pen = 'M'
  let last = Number.NEGATIVE_INFINITY
  const steps: string[] = []
  for (const [at, value] of points) {
    if (value === null || at - last > unreadFromGrains * grainInMs) pen = 'M'
    if (value === null) continue
    last = at
    const y = roundToTenth(plot.top + plot.height - (Math.min(value, highest) / highest) * plot.height)
    steps.push(`${pen}${xOfInstant(at, window)} ${y}`)
    pen = 'L'
  }
  if (steps.length === 0) return ''
  return `<path d="${steps.join('')}" fill="none" stroke="${color}" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"/>`
}

/** 1, 2 or 5 times a power of ten, at or above the highest value. */
const niceMaximum = ({ lines, atLeast }: ChartPanel): number => {
  const values = lines.flatMap((line) => line.points.map(([, value]) => value ?? 0))
  const highest = values.reduce((most, value) => Math.max(most, value), atLeast)
  const power = 10 ** Math.floor(Math.log10(highest))
  const steps = [1, 2, 5, 10].map((step) => step * power)
  return steps.find((step) => step >= highest) ?? highest
}
