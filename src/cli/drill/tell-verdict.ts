import { phrase } from '../../incident/phrase.ts'
import type { Evidence, RankedCause, Verdict } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { changeLines } from '../../views/parts/changes.ts'
import { figures } from '../../views/parts/figures.ts'
import { stepTitle } from '../../views/parts/step.ts'
import { byWeight, namedCauses, percent } from '../../views/parts/verdict.ts'
import { type Moment, type Told, told } from './telling.ts'

/** What was seen in figures, what it means, why not the next best, and what is to be done. */
export const tellVerdict = (verdict: Verdict, { after, say }: Moment): readonly Told[] => [
  ...told(say(phrase('drill.seen')), [
    ...figures(after, say).map(({ title, value }) => `${title}: ${value}`),
    ...changeLines(after, say).map(({ time, what, detail }) => `${time}${what}${detail}`.trim()),
  ]),
  ...judged(verdict, say),
  ...notTheNext(verdict, say),
  ...toDo(verdict, say),
]

const judged = (verdict: Verdict, say: Say): readonly Told[] => {
  const named = namedCauses(verdict)
  if (named.length === 0) return told(say(phrase(`drill.verdict.${verdict.outcome}`)))
  return named.map((cause, place) => ({
    line: verdictLine(cause, place, verdict, say),
    under: [...pieces('+', cause.evidence, say), ...pieces('−', cause.against, say)],
  }))
}

const verdictLine = (cause: RankedCause, place: number, { beside, since }: Verdict, say: Say): string => {
  const words = { cause: titleOf(cause.cause, say), share: percent(cause.confidence, say) }
  if (place > 0) return say(phrase(`card.verdict.${beside?.is ?? 'both'}`, words))
  if (since === undefined) return say(phrase('drill.verdict.cause', words))
  return say(phrase('drill.verdict.cause-since', { ...words, sinceAt: since }))
}

/** The runners-up, or else what came nearest of what is ruled out: least was missing, most speaks against it. */
const notTheNext = (verdict: Verdict, say: Say): readonly Told[] => {
  const named = namedCauses(verdict)
  const others = verdict.causes.filter((cause) => !named.includes(cause))
  if (named.length === 0) return []
  const nearest = (verdict.ruledOut ?? [])
    .filter(({ against }) => against.length > 0)
    .toSorted((a, b) => a.missing.length - b.missing.length || weightOf(b.against) - weightOf(a.against))
  return [...others, ...nearest].slice(0, mostOthers).flatMap(({ cause, against }) => {
    const [first] = byWeight(against)
    const why = first === undefined ? phrase('drill.verdict.less') : first.text
    return told(say(phrase('drill.verdict.not', { cause: titleOf(cause, say), why: say(why) })))
  })
}

const mostOthers = 2

const weightOf = (evidence: readonly Evidence[]): number => evidence.reduce((sum, { weight }) => sum + weight, 0)

const toDo = (verdict: Verdict, say: Say): readonly Told[] => {
  const named = namedCauses(verdict)
  const steps = named[0]?.steps ?? []
  const people = named.filter((cause, place) => steps.length === 0 || (place > 0 && cause.steps.length === 0))
  const offered = steps.map((step) => `→ ${stepTitle(step, say)}: ${say(step.why)}`)
  return [
    ...(offered.length === 0 ? [] : told(say(phrase('drill.verdict.steps')), offered)),
    ...(people.length === 0
      ? []
      : told(
          say(phrase('drill.verdict.people')),
          people.map((one) => summaryOf(one, say)),
        )),
  ]
}

const summaryOf = ({ cause }: RankedCause, say: Say): string => say(phrase(`cause.${cause}.summary`))

const pieces = (mark: string, evidence: readonly Evidence[], say: Say): readonly string[] =>
  byWeight(evidence).map(({ text }) => `${mark} ${say(text)}`)

const titleOf = (cause: string, say: Say): string => say(phrase(`cause.${cause}.title`))
