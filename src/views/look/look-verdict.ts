import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import {
  type CauseEvidence,
  namedCauses,
  type RankedCause,
  similarCausesFirst,
  type Verdict,
} from '../../incident/verdict.ts'
import { troubleOf } from '../../incident/verdict-standing.ts'
import type { CardLine } from '../parts/card-line.ts'
import type { LineGroup } from '../parts/collapsible-section.ts'
import { moreEvidence, ruledOutReason } from '../parts/considered-causes.ts'
import { isManualActionNeeded, nextAdvice, offeredSteps } from '../parts/offered-steps.ts'
import { causeAdvice, verdictSections } from '../parts/verdict-sections.ts'
import { percentText } from '../parts/verdict-title.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import type { Look, LookSection } from './types.ts'

const minuteInMs = 60_000
/** Azure Monitor: up to three minutes. */
const figuresLagInMs = 3 * minuteInMs
const maxTextLength = 600

/** The verdict as a card has it, with everything that a card keeps behind a button; nothing is told twice. */
export interface LookVerdict {
  readonly title: string
  readonly lead: readonly string[]
  /** What belongs on the first screen below the lead: a second cause, what else visitors feel, what Microsoft says. */
  readonly sections: readonly LookSection[]
  readonly more: LookSection
}

export const lookVerdict = ({ incident, isPast }: Look, say: Translate): LookVerdict => {
  const { verdict } = incident
  const advice = isManualActionNeeded(incident) ? [] : causeAdvice(verdict, say).map(({ text }) => text)
  const [first, ...others] = verdictSections(incident, say).map(({ title, summary, evidence }, place) => ({
    title,
    lines: [
      ...new Set([
        ...(summary === '' ? [] : [summary]),
        ...evidence.map(textOfLine),
        ...advice.slice(place, place + 1),
      ]),
    ],
  }))
  if (verdict === undefined || first === undefined) throw new Error('a look has a verdict')
  const lead = [...timeLines(verdict, isPast, say), ...first.lines]
  const told = [first.title, ...lead, ...others.flatMap(({ lines }) => lines)]
  const trouble = evidenceTexts(troubleOf(verdict), say).filter((text) => !isTold(text, told))
  const microsoft = evidenceTexts(verdict.microsoft ?? [], say).filter((text) => !isTold(text, told))
  const more = moreEvidence(verdict, say, Number.POSITIVE_INFINITY).flatMap((group) =>
    textOfGroup({ ...group, lines: group.lines.filter(({ text }) => !isTold(text, [...told, ...trouble])) }),
  )
  return {
    title: first.title,
    lead,
    sections: [
      ...others,
      section('trouble', trouble.map(asPoint), say),
      section('microsoft', microsoft.map(asPoint), say),
    ],
    more: section('more', more, say),
  }
}

const evidenceTexts = (evidence: readonly CauseEvidence[], say: Translate): readonly string[] => [
  ...new Set(evidence.map(({ text }) => sanitizeText(say(text), maxTextLength))),
]

const asPoint = (text: string): string => `▸ ${text}`

/** True where these words stand above already; a heading goes without the full stop. */
const isTold = (text: string, told: readonly string[]): boolean =>
  told.some((one) => one.includes(text.replace(/\.$/, '')))

/** What is over says its times in its title. Figures lag, and nobody looks again here by himself. */
const timeLines = (verdict: Verdict, isPast: boolean, say: Translate): readonly string[] => {
  const { at, since, until, outcome } = verdict
  return [
    ...(isPast ? [say(messageOf('look.past', { when: say.dateTime(at) }))] : []),
    ...(since === undefined || until !== undefined ? [] : [sinceLine(since, at, say)]),
    ...(outcome === 'nothing-wrong' && !isPast ? [say(messageOf('look.lag', { againAt: at + figuresLagInMs }))] : []),
  ]
}

const sinceLine = (since: Instant, at: Instant, say: Translate): string => {
  const minutes = Math.max(1, Math.round((at - since) / minuteInMs))
  return say(messageOf('look.since', { when: say.dateTime(since), ago: say.duration(minutes * minuteInMs) }))
}

/** What to do, the least harmful first: text only, a look runs nothing. */
export const stepSection = ({ incident, isPast }: Look, say: Translate): LookSection => {
  const { verdict } = incident
  const key = isPast ? 'steps-then' : 'steps'
  // What a cause's advice says is of now: "a start brings it back".
  if (verdict?.until !== undefined) return section(key, [say(messageOf('look.over'))], say)
  const steps = offeredSteps(incident, say).map(({ title, why }, place) => `${place + 1}. ${title}${why}`)
  const advice = isManualActionNeeded(incident) ? causeAdvice(verdict, say).map(({ text }) => text) : []
  return section(key, steps.length > 0 ? steps : [nextAdvice(incident, say), ...advice], say)
}

const section = (key: string, lines: readonly string[], say: Translate): LookSection => ({
  title: say(messageOf(`look.title.${key}`)),
  lines: lines.map((line) => sanitizeText(line, maxTextLength)),
})

const textOfLine = ({ mark, text }: CardLine): string => `${mark}${text}`

/** A group with its title in a line of its own, where it has one. */
const textOfGroup = ({ title, aside, lines }: LineGroup): readonly string[] => [
  ...(title === '' || lines.length === 0 ? [] : [`${title}${aside}:`]),
  ...lines.map(textOfLine),
]

/** Each cause that is not named, with the one reason that says most: the runners-up, then those that are ruled out. */
export const otherCauseSection = (
  verdict: Verdict | undefined,
  say: Translate,
  { similarCauses }: Pick<RenderContext, 'similarCauses'>,
): LookSection => {
  const named = namedCauses(verdict)
  const similar = named.slice(0, 1).flatMap(({ cause }) => similarCauses(cause))
  const others = (verdict?.causes ?? []).filter((cause) => !named.includes(cause))
  const title = (cause: string) => say(messageOf(`cause.${cause}.title`))
  const lines = [
    ...others.map((one) => `· ${title(one.cause)}, ${percentText(one.confidence, say)}: ${reasonAbout(one, say)}`),
    ...similarCausesFirst(verdict?.ruledOut ?? [], similar).map(
      (one) => `− ${title(one.cause)}: ${ruledOutReason(one, say)}`,
    ),
  ]
  return section('others', lines, say)
}

/** Of a runner-up, what speaks against it; else what speaks for it. */
const reasonAbout = ({ against, evidence }: RankedCause, say: Translate): string =>
  ruledOutReason({ against: against.length > 0 ? against : evidence, missing: [] }, say)
