import type { Incident } from '../incident/incident.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { type Chart, chartSvg } from './chart.ts'
import { figures } from './parts/figures.ts'
import type { View } from './types.ts'
import { plain } from './untrusted.ts'

export interface Answer {
  /** Trusted words: a heading. */
  readonly title: Phrase
  /** One thought a line; may hold untrusted text. */
  readonly lines: readonly string[]
  readonly chart?: Chart | undefined
  /** What can be said next. */
  readonly next?: Phrase
}

const mostLines = 10

/** An answer to a question: what was asked as a heading, the facts a line each, a picture where there is one. */
export const answerView = ({ title, lines, chart, next }: Answer, say: Say): View => {
  const heading = plain(say(title), 120)
  const shown = lines.slice(0, mostLines).map((line) => plain(line, 300))
  return {
    template: 'answer',
    language: say.language,
    summary: plain([heading, ...shown].join(' · '), 600),
    ...(chart === undefined ? {} : { images: [{ name: 'chart', ...chart }] }),
    data: {
      title: heading,
      lines: shown.map((text) => ({ text })),
      chart: chart === undefined ? [] : [{ alt: chart.alt }],
      next: next === undefined ? [] : [{ text: plain(say(next), 300) }],
    },
  }
}

/** The figures of another stretch of time, in the same shape as an incident's own: `before → now` and a picture. */
export const figuresView = (incident: Incident, title: Phrase, say: Say): View => {
  const found = figures(incident, say).map((figure) => `${figure.title}: ${figure.value}`)
  return answerView(
    {
      title,
      lines: found.length === 0 ? [say(phrase('talk.figures.none'))] : found,
      chart: found.length === 0 ? undefined : chartSvg(incident, say),
    },
    say,
  )
}
