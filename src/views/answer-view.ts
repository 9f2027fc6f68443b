import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant } from '../incident/finding.ts'
import type { ChartImage } from './chart/draw-chart.ts'
import { type CardLink, linkIfSafe } from './parts/card-button.ts'
import { momentText } from './parts/moment-text.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

export interface AnswerContent {
  /** Trusted words: a heading. */
  readonly title: TranslatableMessage
  /** One thought a line; may hold untrusted text. */
  readonly lines: readonly string[]
  readonly chart?: ChartImage | undefined
  /** What can be opened in the browser: only what is safe is shown. */
  readonly links?: readonly CardLink[]
  /** What can be said next. */
  readonly next?: TranslatableMessage
  /** From when the facts are: mostly `lookTimeOf(incident)`. */
  readonly asOf?: Instant | undefined
}

const maxLines = 10
/** Clients show no more in a row. */
const maxLinks = 5

/**
 * An answer to a question: what was asked as a heading, the facts a line each, a picture where there is one, and from
 * when all that is; with its date where `now` is much later.
 */
export const answerView = (
  { title, lines, chart, links = [], next, asOf }: AnswerContent,
  say: Translate,
  now: Instant = asOf ?? 0,
): CardView => {
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
      links: links.flatMap(({ title: name, url }) => linkIfSafe(name, url)).slice(0, maxLinks),
      next: next === undefined ? [] : [{ text: sanitizeText(say(next), 300) }],
      asOf:
        asOf === undefined ? [] : [{ text: say(messageOf('answer.as-of', { moment: momentText(asOf, now, say) })) }],
    },
  }
}
