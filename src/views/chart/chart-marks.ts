import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding, Instant, TimeWindow } from '../../incident/finding.ts'
import { markupText } from '../untrusted-text.ts'
import type { ChartData } from './chart-data.ts'
import { chartColors, chartFrame, roundToTenth, svgLabel, xOfInstant } from './chart-frame.ts'

interface Mark {
  readonly at: Instant
  /** Escaped. */
  readonly label: string
  readonly color: string
  readonly dashed: boolean
}

const maxMarkedChanges = 8

/** Two rows of labels; what does not fit keeps its line. */
const labelRowsY = [26, 56] as const
const letterWidth = 14.5

/** Lines through all strips: when the trouble began, and every change somebody made. */
export const changeMarksSvg = (data: ChartData, say: Translate): string => {
  const { window } = data
  const marks = marksOf(data, say).filter((mark) => isIn(window, mark))
  const taken = labelRowsY.map(() => [] as [number, number][])
  const drawn = marks.map((mark) => markSvg(mark, window, taken))
  return drawn.join('')
}

const isIn = ({ from, to }: TimeWindow, { at }: { readonly at: Instant }): boolean => at >= from && at <= to

const marksOf = (data: ChartData, say: Translate): readonly Mark[] => {
  const { since, until } = data
  const mark = (at: Instant | undefined, key: string, color: string): readonly Mark[] =>
    at === undefined ? [] : [{ at, label: markupText(say(messageOf(key)), 24), color, dashed: false }]
  return [
    ...mark(since, 'card.chart.began', chartColors.error),
    ...mark(until, 'card.chart.over', chartColors.calm),
    ...markedChanges(data).map(({ at, change }) => ({
      at,
      label: markupText(say(messageOf(`card.change.${change}`)), 24),
      color: chartColors.change,
      dashed: true,
    })),
  ]
}

/** Of many changes those nearest to the onset; the latest, where none is known. */
const markedChanges = ({ changes, since, window }: ChartData): readonly ChangeFinding[] =>
  changes
    .filter((change) => isIn(window, change))
    .toSorted((a, b) => Math.abs(a.at - (since ?? window.to)) - Math.abs(b.at - (since ?? window.to)))
    .slice(0, maxMarkedChanges)
    .sort((a, b) => a.at - b.at)

/** The time in trouble, shaded behind the strips. */
export const troublePeriodSvg = ({ since, until, startUnseen, window }: ChartData): string => {
  const begin = startUnseen ? window.from : Math.max(since ?? window.to, window.from)
  const end = Math.min(until ?? window.to, window.to)
  if (begin >= end) return ''
  const x = xOfInstant(begin, window)
  const height = chartFrame.height - chartFrame.top - chartFrame.bottom
  return `<rect x="${x}" y="${chartFrame.top}" width="${roundToTenth(xOfInstant(end, window) - x)}" height="${height}" fill="${chartColors.trouble}"/>`
}

const markSvg = (mark: Mark, window: TimeWindow, taken: [number, number][][]): string => {
  const x = xOfInstant(mark.at, window)
  const width = mark.label.length * letterWidth
  const anchor = isLabelledOnLeft(mark, x, width) ? 'end' : 'start'
  const span: [number, number] = anchor === 'end' ? [x - width, x] : [x, x + width]
  const row = taken.findIndex((spans) => spans.every(([from, to]) => span[1] + 8 < from || span[0] > to + 8))
  const y = labelRowsY[row] ?? chartFrame.top - 4
  const dash = mark.dashed ? ' stroke-dasharray="10 8"' : ''
  const line = `<line x1="${x}" x2="${x}" y1="${y - 18}" y2="${chartFrame.height - chartFrame.bottom}" stroke="${mark.color}" stroke-width="3"${dash}/>`
  if (row < 0) return line
  taken[row]?.push(span)
  return line + svgLabel(anchor === 'end' ? x - 8 : x + 8, y, mark.label, { fill: mark.color, bold: true, anchor })
}

/** A change's label leaves the room to its right to what came of it. */
const isLabelledOnLeft = ({ dashed }: Mark, x: number, width: number): boolean =>
  (dashed && x - width > chartFrame.left) || x + width > chartFrame.width - 8
