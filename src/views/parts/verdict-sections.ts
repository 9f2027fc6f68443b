import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { heaviestFirst, namedCauses, type RankedCause, type Verdict } from '../../incident/verdict.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { healthCheckNote } from './health-check-note.ts'

export interface VerdictSection {
  /** Trusted words: a heading, with how sure it is. */
  readonly title: string
  readonly summary: string
  /** The strongest pieces, at most three. */
  readonly evidence: readonly CardLine[]
}

/** Evidence on the first screen: of a cause alone, and of each of two. */
const evidencePerSingleCause = 3
const evidencePerCauseOfTwo = 2

/** None, one or two: what is the matter, how sure, and the best reasons; few words, for a phone at night. */
export const verdictSections = (incident: Incident, say: Translate): readonly VerdictSection[] => {
  const { verdict } = incident
  if (verdict === undefined) return []
  const named = namedCauses(verdict)
  if (named.length > 0) return named.map((cause, place) => causeSection(cause, place, verdict, say))
  const words = say(messageOf(`card.verdict.${verdict.outcome}.summary`))
  const note = healthCheckNote(incident, say).map(({ text }) => text)
  return [
    {
      title: say(messageOf(`card.verdict.${verdict.outcome}.title`)),
      summary: [words, ...note].join(' '),
      evidence:
        verdict.outcome === 'nothing-wrong'
          ? reasonsNothingIsWrong(verdict, say, evidencePerSingleCause).map((text) =>
              cardLine('✓', 'good', sanitizeText(text)),
            )
          : [],
    },
  ]
}

/** What speaks against every cause there is, heaviest first, each once: why nothing is wrong. */
export const reasonsNothingIsWrong = (
  { causes, ruledOut = [] }: Verdict,
  say: Translate,
  most: number,
): readonly string[] => {
  const against = heaviestFirst([...causes, ...ruledOut].flatMap((cause) => cause.against))
  return [...new Set(against.map(({ text }) => say(text)))].slice(0, most)
}

/** How many pieces of evidence of the cause in this place stand on the first screen. */
export const firstScreenEvidenceCount = (verdict: Verdict): number =>
  namedCauses(verdict).length > 1 ? evidencePerCauseOfTwo : evidencePerSingleCause

const causeSection = (cause: RankedCause, place: number, verdict: Verdict, say: Translate): VerdictSection => {
  const is = verdict.beside?.is ?? 'both'
  return {
    title: say(messageOf(place === 0 ? 'card.verdict.cause' : `card.verdict.${is}`, causeWords(cause, say))),
    summary: place === 0 ? '' : say(messageOf(`card.verdict.${is}.summary`)),
    evidence: heaviestFirst(cause.evidence)
      .slice(0, firstScreenEvidenceCount(verdict))
      .map((evidence) => cardLine('▸', 'attention', sanitizeText(say(evidence.text)))),
  }
}

const causeWords = ({ cause, confidence }: RankedCause, say: Translate) => ({
  cause: say(messageOf(`cause.${cause}.title`)),
  share: percentText(confidence, say),
})

/** What each cause means and what people can do about it themselves. */
export const causeAdvice = (verdict: Verdict | undefined, say: Translate): readonly { readonly text: string }[] =>
  namedCauses(verdict).map((cause) => adviceOn(cause, say))

/** The same of the one of two causes that no step of ours helps against, while a step is offered against the other. */
export const secondCauseAdvice = (
  verdict: Verdict | undefined,
  say: Translate,
): readonly { readonly text: string }[] =>
  verdict?.beside?.is === 'both'
    ? namedCauses(verdict)
        .slice(1)
        .filter(({ steps }) => steps.length === 0)
        .map((cause) => adviceOn(cause, say))
    : []

const adviceOn = ({ cause }: RankedCause, say: Translate) => ({
  text: sanitizeText(say(messageOf(`cause.${cause}.summary`)), 400),
})

export const percentText = (share: number, say: Translate): string => say.number(Math.round(share * 100), 'percent')
