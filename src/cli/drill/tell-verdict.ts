import { phrase } from '../../incident/phrase.ts'
import type { Evidence, RankedCause, Verdict } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { likestFirst } from '../../views/parts/alike.ts'
import { changeLines } from '../../views/parts/changes.ts'
import { whyNot } from '../../views/parts/considered.ts'
import { figures } from '../../views/parts/figures.ts'
import { stepTitle } from '../../views/parts/step.ts'
import { byWeight, calm, namedCauses, percent } from '../../views/parts/verdict.ts'
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
  if (named.length === 0) {
    const why = verdict.outcome === 'nothing-wrong' ? calm(verdict, say, mostCalm).map((text) => `✓ ${text}`) : []
    return told(say(phrase(`drill.verdict.${verdict.outcome}`)), why)
  }
  return named.map((cause, place) => ({
    line: verdictLine(cause, place, verdict, say),
    under: [...pieces('+', cause.evidence, say), ...pieces('−', cause.against, say)],
  }))
}

const mostCalm = 6

const verdictLine = (cause: RankedCause, place: number, { beside, since }: Verdict, say: Say): string => {
  const words = { cause: titleOf(cause.cause, say), share: percent(cause.confidence, say) }
  if (place > 0) return say(phrase(`card.verdict.${beside?.is ?? 'both'}`, words))
  if (since === undefined) return say(phrase('drill.verdict.cause', words))
  return say(phrase('drill.verdict.cause-since', { ...words, sinceAt: since }))
}

/** What it is most easily taken for, of the runners-up and of what is ruled out. */
const notTheNext = (verdict: Verdict, say: Say): readonly Told[] => {
  const named = namedCauses(verdict)
  if (named.length === 0) return []
  const runnersUp = verdict.causes.filter((cause) => !named.includes(cause))
  const others = [
    ...runnersUp.map(({ cause, against }) => ({ cause, why: weaker(against, say) })),
    ...(verdict.ruledOut ?? []).map((one) => ({ cause: one.cause, why: whyNot(one, say) })),
  ]
  return likestFirst(others, named[0]?.cause)
    .slice(0, mostOthers)
    .flatMap(({ cause, why }) =>
      told(say(phrase('drill.verdict.not', { cause: titleOf(cause, say), why: sentence(why) }))),
    )
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const weaker = (against: readonly Evidence[], say: Say): string =>
  against.length === 0 ? say(phrase('drill.verdict.less')) : whyNot({ missing: [], against }, say)

const mostOthers = 2

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
