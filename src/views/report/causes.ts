import { phrase } from '../../incident/phrase.ts'
import type { Evidence, RankedCause, Verdict } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { bullets, section } from './markdown.ts'

/** Each cause considered, with everything for and against it. */
export const causeSections = (verdict: Verdict | undefined, say: Say): string =>
  (verdict?.causes ?? []).map((cause) => causeSection(cause, say)).join('\n\n')

const causeSection = (cause: RankedCause, say: Say): string => {
  const share = say.number(Math.round(cause.confidence * 100), 'percent')
  const side = (key: string, evidence: readonly Evidence[]) =>
    evidence.map(({ text }) => `${say(phrase(`report.${key}`))}: ${say(text)}`)
  const lines = [...side('for', cause.evidence), ...side('against', cause.against)]
  return section(`${say(phrase(`cause.${cause.cause}.title`))} (${share})`, bullets(lines), 3)
}
