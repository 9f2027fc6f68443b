import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Evidence, RankedCause, Verdict } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { type Line, line } from './tone.ts'

export interface VerdictPart {
  /** Trusted words: a heading, with how sure it is. */
  readonly title: string
  readonly summary: string
  /** The strongest pieces, at most three. */
  readonly evidence: readonly Line[]
}

const strongest = 3

/** None or one: what is the matter, how sure, and the three best reasons; few words, for a phone at night. */
export const verdictPart = (incident: Incident, say: Say): readonly VerdictPart[] => {
  const { verdict } = incident
  if (verdict === undefined) return []
  const [cause] = verdict.causes
  if (verdict.outcome === 'cause' && cause !== undefined) return [causePart(cause, say)]
  return [
    {
      title: say(phrase(`card.verdict.${verdict.outcome}.title`)),
      summary: say(phrase(`card.verdict.${verdict.outcome}.summary`)),
      evidence: [],
    },
  ]
}

const causePart = (cause: RankedCause, say: Say): VerdictPart => ({
  title: say(
    phrase('card.verdict.cause', {
      cause: say(phrase(`cause.${cause.cause}.title`)),
      share: percent(cause.confidence, say),
    }),
  ),
  summary: '',
  evidence: byWeight(cause.evidence)
    .slice(0, strongest)
    .map((evidence) => line('▸', 'attention', plain(say(evidence.text)))),
})

/** What the cause means and what people can do about it themselves. */
export const advice = (verdict: Verdict | undefined, say: Say): readonly { readonly text: string }[] => {
  const cause = verdict?.outcome === 'cause' ? verdict.causes[0] : undefined
  return cause === undefined ? [] : [{ text: plain(say(phrase(`cause.${cause.cause}.summary`)), 400) }]
}

/** The pieces that the first screen has no room for, and what speaks against. */
export const moreEvidence = (verdict: Verdict | undefined, say: Say): readonly Line[] => {
  const cause = verdict?.outcome === 'cause' ? verdict.causes[0] : undefined
  if (cause === undefined) return []
  const rest = byWeight(cause.evidence).slice(strongest)
  return [
    ...rest.map((evidence) => line('+', 'attention', plain(say(evidence.text)))),
    ...byWeight(cause.against).map((evidence) => line('−', 'good', plain(say(evidence.text)))),
  ]
}

export interface OtherCause {
  readonly title: string
  readonly confidence: string
  readonly evidence: readonly Line[]
}

/** Why it is not one of the others. */
export const otherCauses = (verdict: Verdict | undefined, say: Say): readonly OtherCause[] => {
  const causes = verdict?.causes.slice(verdict.outcome === 'cause' ? 1 : 0) ?? []
  return causes.slice(0, 4).map((cause) => ({
    title: say(phrase(`cause.${cause.cause}.title`)),
    confidence: ` · ${percent(cause.confidence, say)}`,
    evidence: [
      ...byWeight(cause.against).map((evidence) => line('−', 'good', plain(say(evidence.text)))),
      ...byWeight(cause.evidence).map((evidence) => line('+', 'default', plain(say(evidence.text)))),
    ].slice(0, 4),
  }))
}

const percent = (share: number, say: Say): string => say.number(Math.round(share * 100), 'percent')

/** Heaviest first; equals keep their order, so that the card is the same every time (L9). */
const byWeight = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.toSorted((a, b) => b.weight - a.weight)
