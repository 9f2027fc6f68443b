import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { TimeWindow } from '../../incident/finding.ts'
import { metricFigures } from '../parts/metric-figures.ts'
import { momentText } from '../parts/moment-text.ts'
import { markupText } from '../untrusted-text.ts'
import type { ChartData } from './chart-data.ts'
import { chartColors, chartFrame, svgLabel, xOfInstant } from './chart-frame.ts'
import { changeMarksSvg, troublePeriodSvg } from './chart-marks.ts'
import { type ChartPanel, chartPanelsOf } from './chart-panels.ts'
import { panelSvg } from './panel-svg.ts'

export interface ChartImage {
  readonly svg: string
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string
}

/** The window as a picture: what went wrong above, what the machines did below, every change marked. */
export const drawChart = (data: ChartData, say: Translate): ChartImage | undefined =>
  drawPanels(chartPanelsOf(data, say), data, { say, alt: () => altText(data, say) })

/** Painted larger than it is shown, for screens with more than one dot a pixel. */
const sharpness = 1.6

interface PictureWords {
  readonly say: Translate
  /** What the picture shows, for those who cannot see it. */
  readonly alt: () => string
}

/** Strips one below the other, with what is marked in them; none where there is nothing to be drawn. */
export const drawPanels = (
  panels: readonly ChartPanel[],
  data: ChartData,
  { say, alt }: PictureWords,
): ChartImage | undefined => {
  const { window } = data
  if (window.to <= window.from || panels.length === 0) return undefined
  const { width, height, top, bottom, gap } = chartFrame
  const each = (height - top - bottom - gap * (panels.length - 1)) / panels.length
  const parts = [
    `<rect width="${width}" height="${height}" rx="12" fill="${chartColors.panel}"/>`,
    troublePeriodSvg(data),
    changeMarksSvg(data, say),
    ...panels.map((panel, index) => panelSvg(panel, { top: top + index * (each + gap), height: each }, window, say)),
    timeAxisSvg(window, say),
  ]
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * sharpness}" height="${height * sharpness}"`
  return { svg: `${open} font-family="Inter">${parts.join('')}</svg>`, alt: alt() }
}

const altText = (data: ChartData, say: Translate): string => {
  const { from, to } = data.window
  const facts = metricFigures(data, say).map(({ title, value }) => `${title} ${value}`)
  return say(messageOf('card.chart.alt', { fromAt: momentText(from, to, say), toAt: to, facts: facts.join('; ') }))
}

/** A picture of more than this tells how long ago, since clock times would be of several days; ours. */
const longFromInMs = 12 * 3_600_000

/** The window's time axis: its begin, its middle and its end. */
const timeAxisSvg = (window: TimeWindow, say: Translate): string => {
  const y = chartFrame.height - 10
  const middle = window.from + (window.to - window.from) / 2
  const times = [
    { at: window.from, anchor: 'start' },
    { at: middle, anchor: 'middle' },
    { at: window.to, anchor: 'end' },
  ] as const
  const isLong = window.to - window.from > longFromInMs
  const label = (at: number) =>
    isLong && at < window.to
      ? say(messageOf('card.chart.earlier', { ago: say.duration(window.to - at) }))
      : say.time(at)
  return times
    .map(({ at, anchor }) =>
      svgLabel(xOfInstant(at, window), y, markupText(label(at)), { fill: chartColors.faint, anchor }),
    )
    .join('')
}
