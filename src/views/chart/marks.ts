import type { Instant, Window } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { changesOf } from '../parts/changes.ts'
import { svgText } from '../untrusted.ts'
import { colors, frame, svgLabel, tenth, xOf } from './frame.ts'

interface Mark {
  readonly at: Instant
  /** Escaped. */
  readonly label: string
  readonly color: string
  readonly dashed: boolean
}

/** Two rows of labels; what does not fit keeps its line. */
const rows = [26, 56] as const
const letterWidth = 14.5

/** Lines through all strips: when the trouble began, and every change somebody made. */
export const marksSvg = (incident: Incident, window: Window, say: Say): string => {
  const marks = marksOf(incident, say).filter(({ at }) => at >= window.from && at <= window.to)
  const taken = rows.map(() => [] as [number, number][])
  const drawn = marks.map((mark) => markSvg(mark, window, taken))
  return drawn.join('')
}

const marksOf = (incident: Incident, say: Say): readonly Mark[] => {
  const since = incident.verdict?.since
  const began = { label: svgText(say(phrase('card.chart.began')), 24), color: colors.error, dashed: false }
  const changes = changesOf(incident).slice(-8)
  return [
    ...(since === undefined ? [] : [{ at: since, ...began }]),
    ...changes.map(({ at, change }) => ({
      at,
      label: svgText(say(phrase(`card.change.${change}`)), 24),
      color: colors.change,
      dashed: true,
    })),
  ]
}

/** The time in trouble, shaded behind the strips. */
export const troubleSvg = (incident: Incident, window: Window): string => {
  const since = incident.verdict?.since
  if (since === undefined || since <= window.from || since >= window.to) return ''
  const x = xOf(since, window)
  const height = frame.height - frame.top - frame.bottom
  return `<rect x="${x}" y="${frame.top}" width="${tenth(frame.right - x)}" height="${height}" fill="${colors.trouble}"/>`
}

const markSvg = (mark: Mark, window: Window, taken: [number, number][][]): string => {
  const x = xOf(mark.at, window)
  const width = mark.label.length * letterWidth
  const anchor = leftOf(mark, x, width) ? 'end' : 'start'
  const span: [number, number] = anchor === 'end' ? [x - width, x] : [x, x + width]
  const row = taken.findIndex((spans) => spans.every(([from, to]) => span[1] + 8 < from || span[0] > to + 8))
  const y = rows[row] ?? frame.top - 4
  const dash = mark.dashed ? ' stroke-dasharray="10 8"' : ''
  const line = `<line x1="${x}" x2="${x}" y1="${y - 18}" y2="${frame.height - frame.bottom}" stroke="${mark.color}" stroke-width="3"${dash}/>`
  if (row < 0) return line
  taken[row]?.push(span)
  return line + svgLabel(anchor === 'end' ? x - 8 : x + 8, y, mark.label, { fill: mark.color, bold: true, anchor })
}

/** A change's label leaves the room to its right to what came of it. */
const leftOf = ({ dashed }: Mark, x: number, width: number): boolean =>
  (dashed && x - width > frame.left) || x + width > frame.width - 8
