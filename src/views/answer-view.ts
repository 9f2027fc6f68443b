import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { ChartData } from './chart/chart-data.ts'
import { type ChartImage, drawChart } from './chart/draw-chart.ts'
import { metricFigures } from './parts/metric-figures.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

export interface AnswerContent {
  /** Trusted words: a heading. */
  readonly title: TranslatableMessage
  /** One thought a line; may hold untrusted text. */
  readonly lines: readonly string[]
  readonly chart?: ChartImage | undefined
  /** What can be said next. */
  readonly next?: TranslatableMessage
}

const maxLines = 10

/** An answer to a question: what was asked as a heading, the facts a line each, a picture where there is one. */
export const answerView = ({ title, lines, chart, next }: AnswerContent, say: Translate): CardView => {
  const heading = sanitizeText(say(title), 120)
  const shown = lines.slice(0, maxLines).map((line) => sanitizeText(line, 300))
  return {
    template: 'answer',
    language: say.language,
    summary: sanitizeText([heading, ...shown].join(' · '), 600),
    ...(chart === undefined ? {} : { images: [{ name: 'chart', ...chart }] }),
    data: {
      title: heading,
      lines: shown.map((text) => ({ text })),
      chart: chart === undefined ? [] : [{ alt: chart.alt }],
      next: next === undefined ? [] : [{ text: sanitizeText(say(next), 300) }],
    },
  }
}

/** The figures of another stretch of time, in the same shape as an incident's own: `before → now` and a picture. */
export const figuresView = (data: ChartData, title: TranslatableMessage, say: Translate): CardView => {
  const found = metricFigures(data, say).map((figure) => `${figure.title}: ${figure.value}`)
  return answerView(
    {
      title,
      lines: found.length === 0 ? [say(messageOf('talk.figures.none'))] : found,
      chart: found.length === 0 ? undefined : drawChart(data, say),
    },
    say,
  )
}
