import { similarCausesOf } from '../../diagnose/similar-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Incident } from '../../incident/incident.ts'
import {
  type CauseEvidence,
  heaviestFirst,
  namedCauses,
  type RankedCause,
  similarCausesFirst,
  type Verdict,
} from '../../incident/verdict.ts'
import { verdictStandingOf } from '../../incident/verdict-standing.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { changeLines } from '../../views/parts/change-lines.ts'
import { ruledOutReason } from '../../views/parts/considered-causes.ts'
import { metricFigures } from '../../views/parts/metric-figures.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { reasonsNothingIsWrong } from '../../views/parts/verdict-sections.ts'
import { percentText, replacementText, verdictTitle } from '../../views/parts/verdict-title.ts'
import { type NarrationContext, type NarrationEntry, narrationEntry } from './narration.ts'

type VerdictReached = Extract<IncidentEvent, { readonly type: 'VerdictReached' }>

/** A verdict that the slower sources bear out is told once: then only what they add is worth a line. */
export const narrateVerdict = (
  { verdict, round }: VerdictReached,
  { before, after, say }: NarrationContext,
): readonly NarrationEntry[] => {
  const first = before?.verdictRound === round ? before.verdict : undefined
  return first !== undefined && namesSame(first, verdict)
    ? narrateAddition(first, verdict, say)
    : narrateWhole(verdict, after, say)
}

const namesSame = (first: Verdict, whole: Verdict): boolean =>
  verdictStandingOf(first) === verdictStandingOf(whole) && causeNames(first) === causeNames(whole)

const causeNames = (verdict: Verdict): string =>
  namedCauses(verdict)
    .map(({ cause }) => cause)
    .join()

const narrateAddition = (first: Verdict, whole: Verdict, say: Translate): readonly NarrationEntry[] => {
  const told = new Set(linesOfCauses(first, say))
  return narrationEntry(
    say(messageOf('drill.verdict.rest', { verdict: verdictTitle(whole, say) })),
    linesOfCauses(whole, say).filter((line) => !told.has(line)),
  )
}

const linesOfCauses = (verdict: Verdict, say: Translate): readonly string[] =>
  namedCauses(verdict).flatMap((cause) => causeLines(cause, say))

/** What was seen in figures, what it means, why not the next best, and what is to be done. */
const narrateWhole = (verdict: Verdict, after: Incident, say: Translate): readonly NarrationEntry[] => [
  ...narrationEntry(say(messageOf('drill.seen')), [
    ...metricFigures(chartDataOf(after), say).map(({ title, value }) => `${title}: ${value}`),
    ...changeLines(after, say).map(({ time, what, detail }) => `${time}${what}${detail}`.trim()),
  ]),
  ...narrateCauses(verdict, say),
  ...replacementText(verdict, say).flatMap((text) => narrationEntry(text)),
  ...narrateRunnersUp(verdict, say),
  ...narrateAdvice(verdict, say),
]

const narrateCauses = (verdict: Verdict, say: Translate): readonly NarrationEntry[] => {
  const named = namedCauses(verdict)
  if (named.length === 0) {
    const standing = verdictStandingOf(verdict)
    const why =
      standing === 'nothing-wrong'
        ? reasonsNothingIsWrong(verdict, say, maxHealthyLines).map((text) => `✓ ${text}`)
        : []
    const isPlain = standing === 'nothing-wrong' || standing === 'not-enough-evidence'
    return narrationEntry(isPlain ? say(messageOf(`drill.verdict.${standing}`)) : verdictTitle(verdict, say), why)
  }
  return named.map((cause, place) => ({
    line: verdictLine(cause, place, verdict, say),
    under: causeLines(cause, say),
  }))
}

const causeLines = ({ evidence, against }: RankedCause, say: Translate): readonly string[] => [
  ...evidenceLines('+', evidence, say),
  ...evidenceLines('−', against, say),
]

const maxHealthyLines = 6

const verdictLine = (cause: RankedCause, place: number, verdict: Verdict, say: Translate): string => {
  const { beside, since, until } = verdict
  const words = { cause: titleOf(cause.cause, say), share: percentText(cause.confidence, say) }
  if (place > 0) return say(messageOf(`card.verdict.${beside?.is ?? 'both'}`, words))
  if (until !== undefined) return verdictTitle(verdict, say)
  if (since === undefined) return say(messageOf('drill.verdict.cause', words))
  return say(messageOf('drill.verdict.cause-since', { ...words, sinceAt: since }))
}

/** What it is most easily taken for, of the runners-up and of what is ruled out. */
const narrateRunnersUp = (verdict: Verdict, say: Translate): readonly NarrationEntry[] => {
  const named = namedCauses(verdict)
  if (named.length === 0) return []
  const similar = named.slice(0, 1).flatMap(({ cause }) => similarCausesOf(cause))
  const runnersUp = verdict.causes.filter((cause) => !named.includes(cause))
  const others = [
    ...runnersUp.map(({ cause, against }) => ({ cause, why: reasonAgainst(against, say) })),
    ...(verdict.ruledOut ?? []).map((one) => ({ cause: one.cause, why: ruledOutReason(one, say) })),
  ]
  return similarCausesFirst(others, similar)
    .slice(0, maxRunnersUp)
    .flatMap(({ cause, why }) =>
      narrationEntry(say(messageOf('drill.verdict.not', { cause: titleOf(cause, say), why: sentence(why) }))),
    )
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const reasonAgainst = (against: readonly CauseEvidence[], say: Translate): string =>
  against.length === 0 ? say(messageOf('drill.verdict.less')) : ruledOutReason({ missing: [], against }, say)

const maxRunnersUp = 2

const narrateAdvice = (verdict: Verdict, say: Translate): readonly NarrationEntry[] => {
  const named = namedCauses(verdict)
  const steps = named[0]?.steps ?? []
  const people = named.filter((cause, place) => steps.length === 0 || (place > 0 && cause.steps.length === 0))
  const offered = steps.map((step) => `→ ${stepTitle(step, say)}: ${say(step.why)}`)
  return [
    ...(offered.length === 0 ? [] : narrationEntry(say(messageOf('drill.verdict.steps')), offered)),
    ...(people.length === 0
      ? []
      : narrationEntry(
          say(messageOf('drill.verdict.people')),
          people.map((one) => summaryOf(one, say)),
        )),
  ]
}

const summaryOf = ({ cause }: RankedCause, say: Translate): string => say(messageOf(`cause.${cause}.summary`))

const evidenceLines = (mark: string, evidence: readonly CauseEvidence[], say: Translate): readonly string[] =>
  heaviestFirst(evidence).map(({ text }) => `${mark} ${say(text)}`)

const titleOf = (cause: string, say: Translate): string => say(messageOf(`cause.${cause}.title`))
