import type { Window } from '../../incident/finding.ts'
import type { Say } from '../../language/types.ts'
import { svgText } from '../untrusted.ts'
import { colors, frame, halo, svgLabel, tenth, xOf } from './frame.ts'
import type { Panel, PanelLine } from './panels.ts'

interface Box {
  readonly top: number
  readonly height: number
}

const titleHeight = 32

/** One strip of the picture: its lines' names in their colours, the highest figure of its axis, the lines. */
export const panelSvg = (panel: Panel, box: Box, window: Window, say: Say): string => {
  const plot = { top: box.top + titleHeight, height: box.height - titleHeight }
  const highest = niceMaximum(panel)
  const bottom = tenth(plot.top + plot.height)
  const rule = (y: number) =>
    `<line x1="${frame.left}" x2="${frame.right}" y1="${tenth(y)}" y2="${tenth(y)}" stroke="${colors.grid}" stroke-width="2"/>`
  const figure = (y: number, value: number) =>
    svgLabel(frame.right + 10, y, svgText(say.number(value, panel.unit)), { fill: colors.faint })
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
  return `<text x="${frame.left}" y="${tenth(y)}" font-size="${frame.letters}" font-weight="700" ${halo}>${spans.join('')}</text>`
}

/** A gap in the values is a gap in the line. */
const lineSvg = ({ points, color }: PanelLine, plot: Box, highest: number, window: Window): string => {
  let pen = 'M'
  const steps: string[] = []
  for (const [at, value] of points) {
    if (value === null || at < window.from || at > window.to) {
      pen = 'M'
      continue
    }
    const y = tenth(plot.top + plot.height - (Math.min(value, highest) / highest) * plot.height)
    steps.push(`${pen}${xOf(at, window)} ${y}`)
    pen = 'L'
  }
  if (steps.length === 0) return ''
  return `<path d="${steps.join('')}" fill="none" stroke="${color}" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"/>`
}

/** 1, 2 or 5 times a power of ten, at or above the highest value. */
const niceMaximum = ({ lines, atLeast }: Panel): number => {
  const values = lines.flatMap((line) => line.points.map(([, value]) => value ?? 0))
  const highest = values.reduce((most, value) => Math.max(most, value), atLeast)
  const power = 10 ** Math.floor(Math.log10(highest))
  const steps = [1, 2, 5, 10].map((step) => step * power)
  return steps.find((step) => step >= highest) ?? highest
}
