import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Evidence, RankedCause, Verdict } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { healthCheckNote } from './health-check.ts'
import { type Line, line } from './tone.ts'

export interface VerdictPart {
  /** Trusted words: a heading, with how sure it is. */
  readonly title: string
  readonly summary: string
  /** The strongest pieces, at most three. */
  readonly evidence: readonly Line[]
}

/** Evidence on the first screen: of a cause alone, and of each of two. */
const strongest = 3
const strongestOfTwo = 2

/** None, one or two: what is the matter, how sure, and the best reasons; few words, for a phone at night. */
export const verdictPart = (incident: Incident, say: Say): readonly VerdictPart[] => {
  const { verdict } = incident
  if (verdict === undefined) return []
  const named = namedCauses(verdict)
  if (named.length > 0) return named.map((cause, place) => causePart(cause, place, verdict, say))
  const words = say(phrase(`card.verdict.${verdict.outcome}.summary`))
  const note = healthCheckNote(incident, say).map(({ text }) => text)
  return [
    {
      title: say(phrase(`card.verdict.${verdict.outcome}.title`)),
      summary: [words, ...note].join(' '),
      evidence:
        verdict.outcome === 'nothing-wrong'
          ? calm(verdict, say, strongest).map((text) => line('✓', 'good', plain(text)))
          : [],
    },
  ]
}

/** What speaks against every cause there is, heaviest first, each once: why nothing is wrong. */
export const calm = ({ causes, ruledOut = [] }: Verdict, say: Say, most: number): readonly string[] => {
  const against = byWeight([...causes, ...ruledOut].flatMap((cause) => cause.against))
  return [...new Set(against.map(({ text }) => say(text)))].slice(0, most)
}

/** The causes that the verdict names: none, one, or two of equal standing. */
export const namedCauses = (verdict: Verdict | undefined): readonly RankedCause[] => {
  if (verdict?.outcome !== 'cause') return []
  const beside = verdict.causes.slice(1).find(({ cause }) => cause === verdict.beside?.cause)
  return [...verdict.causes.slice(0, 1), ...(beside === undefined ? [] : [beside])]
}

/** How many pieces of evidence of the cause in this place stand on the first screen. */
export const shownAbove = (verdict: Verdict): number => (namedCauses(verdict).length > 1 ? strongestOfTwo : strongest)

const causePart = (cause: RankedCause, place: number, verdict: Verdict, say: Say): VerdictPart => {
  const is = verdict.beside?.is ?? 'both'
  return {
    title: say(phrase(place === 0 ? 'card.verdict.cause' : `card.verdict.${is}`, causeWords(cause, say))),
    summary: place === 0 ? '' : say(phrase(`card.verdict.${is}.summary`)),
    evidence: byWeight(cause.evidence)
      .slice(0, shownAbove(verdict))
      .map((evidence) => line('▸', 'attention', plain(say(evidence.text)))),
  }
}

const causeWords = ({ cause, confidence }: RankedCause, say: Say) => ({
  cause: say(phrase(`cause.${cause}.title`)),
  share: percent(confidence, say),
})

/** What each cause means and what people can do about it themselves. */
export const advice = (verdict: Verdict | undefined, say: Say): readonly { readonly text: string }[] =>
  namedCauses(verdict).map((cause) => adviceOn(cause, say))

/** The same of the one of two causes that no step of ours helps against, while a step is offered against the other. */
export const adviceBeside = (verdict: Verdict | undefined, say: Say): readonly { readonly text: string }[] =>
  verdict?.beside?.is === 'both'
    ? namedCauses(verdict)
        .slice(1)
        .filter(({ steps }) => steps.length === 0)
        .map((cause) => adviceOn(cause, say))
    : []

const adviceOn = ({ cause }: RankedCause, say: Say) => ({ text: plain(say(phrase(`cause.${cause}.summary`)), 400) })

export const percent = (share: number, say: Say): string => say.number(Math.round(share * 100), 'percent')

/** Heaviest first; equals keep their order, so that the card is the same every time (L9). */
export const byWeight = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.toSorted((a, b) => b.weight - a.weight)
