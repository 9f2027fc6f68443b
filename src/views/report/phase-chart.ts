import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, TimeWindow } from '../../incident/finding.ts'
import { markupText } from '../untrusted-text.ts'
import type { FrontPage } from './front-page.ts'
import type { ReportMoment } from './report-story.ts'
import type { CountedMinute } from './request-counts.ts'

/** Units of the picture; it is as wide as the page that it stands on. */
const frame = { width: 720, left: 4, right: 664, top: 44, bottom: 190, bands: 198, height: 236 } as const
/** Numbers closer than that are drawn one below the other. */
const numberWidth = 20
const rowsOfNumbers = 2

/**
 * Requests, those that failed, and under them the phases; drawn in the colours of the page around it, so that it is as
 * legible in the dark and on paper. Undefined where there is no time to be drawn.
 */
export const phaseChartSvg = ({ story, minutes }: FrontPage, say: Translate): string | undefined => {
  const window = windowOf(minutes)
  if (window === undefined || minutes.every(({ requests }) => requests === undefined)) return undefined
  const { width, height } = frame
  const alt = say(messageOf('report.chart.alt', { from: say.dateTime(window.from), to: say.dateTime(window.to) }))
  return [
    `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${markupText(alt, 240)}">`,
    ...figuresSvg(minutes, window, say),
    ...bandsSvg(story.moments, window),
    ...momentsSvg(story.moments, window),
    ...axisSvg(window, say),
    '</svg>',
  ].join('')
}

const windowOf = (minutes: readonly CountedMinute[]): TimeWindow | undefined => {
  const [first, last] = [minutes[0], minutes.at(-1)]
  return first === undefined || last === undefined || first.at === last.at
    ? undefined
    : { from: first.at, to: last.at + 60_000 }
}

const xOf = (at: Instant, { from, to }: TimeWindow): number =>
  tenth(frame.left + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * (frame.right - frame.left))

/** One decimal: the same bytes on every machine, and small. */
const tenth = (value: number): number => Math.round(value * 10) / 10

const figuresSvg = (minutes: readonly CountedMinute[], window: TimeWindow, say: Translate): readonly string[] => {
  const most = Math.max(1, ...minutes.map(({ requests = 0 }) => requests))
  const yOf = (value: number) => tenth(frame.bottom - (Math.min(value, most) / most) * (frame.bottom - frame.top))
  const areas = (figure: 'requests' | 'failed') =>
    stretchesOf(minutes, figure).map((stretch) => areaPath(stretch, figure, { window, yOf }))
  return [
    ...areas('requests').map((d) => `<path class="requests" d="${d}"/>`),
    ...areas('failed').map((d) => `<path class="failed" d="${d}"/>`),
    `<line class="axis" x1="${frame.left}" y1="${frame.bottom}" x2="${frame.right}" y2="${frame.bottom}"/>`,
    textSvg({ x: frame.right + 6, y: frame.top + 8, text: say.number(Math.round(most)) }),
    textSvg({ x: frame.right + 6, y: frame.bottom, text: '0' }),
  ]
}

/** Minutes that follow on each other and have figures: what nobody read is left white. */
const stretchesOf = (
  minutes: readonly CountedMinute[],
  figure: 'requests' | 'failed',
): readonly (readonly CountedMinute[])[] => {
  const stretches: CountedMinute[][] = [[]]
  for (const minute of minutes) {
    if (minute[figure] === undefined) stretches.push([])
    else stretches.at(-1)?.push(minute)
  }
  return stretches.filter(({ length }) => length > 0)
}

const areaPath = (
  stretch: readonly CountedMinute[],
  figure: 'requests' | 'failed',
  { window, yOf }: { readonly window: TimeWindow; readonly yOf: (value: number) => number },
): string => {
  const [first, last] = [stretch[0], stretch.at(-1)]
  const begin = xOf(first?.at ?? window.from, window)
  const end = xOf((last?.at ?? window.from) + 60_000, window)
  const points = stretch.map((minute) => `L${xOf(minute.at, window)} ${yOf(minute[figure] ?? 0)}`)
  return `M${begin} ${frame.bottom}${points.join('')}L${end} ${yOf(last?.[figure] ?? 0)}L${end} ${frame.bottom}Z`
}

/** From one moment to the next, in the colour of what it ended with. */
const bandsSvg = (moments: readonly ReportMoment[], window: TimeWindow): readonly string[] =>
  moments.slice(1).map(({ is, at }, index) => {
    const from = xOf(moments[index]?.at ?? window.from, window)
    const width = tenth(Math.max(1, xOf(at, window) - from))
    return `<rect class="to-${is}" x="${from}" y="${frame.bands}" width="${width}" height="12"/>`
  })

/** A line and a number each, the same as in the table below. */
const momentsSvg = (moments: readonly ReportMoment[], window: TimeWindow): readonly string[] => {
  const taken = Array.from({ length: rowsOfNumbers }, () => Number.NEGATIVE_INFINITY)
  return moments.flatMap(({ at }, index) => {
    const x = xOf(at, window)
    const free = taken.findIndex((before) => x - before >= numberWidth)
    const row = free === -1 ? 0 : free
    const place = Math.max(x, (taken[row] ?? 0) + numberWidth)
    taken[row] = place
    const y = 12 + row * 20
    return [
      `<line class="moment" x1="${x}" y1="${y}" x2="${x}" y2="${frame.bands + 12}"/>`,
      `<circle class="number" cx="${tenth(place)}" cy="${y}" r="9"/>`,
      textSvg({ x: tenth(place), y: y + 4, text: String(index + 1), className: 'in-number' }),
    ]
  })
}

const axisSvg = (window: TimeWindow, say: Translate): readonly string[] => [
  textSvg({ x: frame.left, y: frame.height - 6, text: say.time(window.from) }),
  textSvg({ x: frame.right, y: frame.height - 6, text: say.time(window.to), className: 'end' }),
]

interface SvgText {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly className?: string
}

const textSvg = ({ x, y, text, className }: SvgText): string =>
  `<text${className === undefined ? '' : ` class="${className}"`} x="${x}" y="${y}">${markupText(text)}</text>`
