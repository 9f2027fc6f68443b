import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import {
  type CauseEvidence,
  namedCauses,
  type RankedCause,
  similarCausesFirst,
  type Verdict,
} from '../../incident/verdict.ts'
import type { CardLine } from '../parts/card-line.ts'
import type { LineGroup } from '../parts/collapsible-section.ts'
import { moreEvidence, ruledOutReason } from '../parts/considered-causes.ts'
import { isManualActionNeeded, nextAdvice, offeredSteps } from '../parts/offered-steps.ts'
import { causeAdvice, verdictSections } from '../parts/verdict-sections.ts'
import { percentText } from '../parts/verdict-title.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import type { Look, LookSection } from './types.ts'

/** The card's verdict with everything that a card keeps behind a button, and when it began and ended. */
export const lookVerdictSections = ({ incident, isPast }: Look, say: Translate): readonly LookSection[] => {
  const { verdict } = incident
  if (verdict === undefined) return []
  const [first, ...others] = verdictSections(incident, say).map(({ title, summary, evidence }) => ({
    title,
    lines: [...(summary === '' ? [] : [summary]), ...evidence.map(textOfLine)],
  }))
  const advice = isManualActionNeeded(incident) ? [] : causeAdvice(verdict, say).map(({ text }) => text)
  return [
    ...(first === undefined
      ? []
      : [{ ...first, lines: [...timeLines(verdict, isPast, say), ...first.lines, ...advice] }]),
    ...others,
    evidenceSection('trouble', verdict.trouble, say),
    section('more', moreEvidence(verdict, say).flatMap(textOfGroup), say),
    evidenceSection('microsoft', verdict.microsoft, say),
  ]
}

const evidenceSection = (key: string, evidence: readonly CauseEvidence[] | undefined, say: Translate): LookSection =>
  section(
    key,
    (evidence ?? []).map(({ text }) => `▸ ${say(text)}`),
    say,
  )

/** No verdict was before this one and nobody reported anything, so it replaces none and waits for no figures. */
const timeLines = (
  { outcome, since, until, startUnseen }: Verdict,
  isPast: boolean,
  say: Translate,
): readonly string[] => [
  ...(since === undefined ? [] : [say(messageOf('look.since', { when: say.dateTime(since) }))]),
  ...(startUnseen ? [say(messageOf('look.start-unseen'))] : []),
  ...(until === undefined ? [] : [say(messageOf('look.until', { when: say.dateTime(until) }))]),
  ...(outcome === 'nothing-wrong' && !isPast ? [say(messageOf('look.lag'))] : []),
]

/** What to do, the least harmful first: text only, a look runs nothing. */
export const stepSection = ({ incident, isPast }: Look, say: Translate): LookSection => {
  if (incident.verdict?.until !== undefined) return section('steps', [say(messageOf('look.over'))], say)
  const steps = offeredSteps(incident, say).map(({ title, why }, place) => `${place + 1}. ${title}${why}`)
  if (steps.length > 0) return section(isPast ? 'steps-then' : 'steps', steps, say)
  const advice = isManualActionNeeded(incident) ? causeAdvice(incident.verdict, say).map(({ text }) => text) : []
  return section(isPast ? 'steps-then' : 'steps', [nextAdvice(incident, say), ...advice], say)
}

const section = (key: string, lines: readonly string[], say: Translate): LookSection => ({
  title: say(messageOf(`look.title.${key}`)),
  lines: lines.map((line) => sanitizeText(line, 600)),
})

const textOfLine = ({ mark, text }: CardLine): string => `${mark}${text}`

/** A group with its title in a line of its own, where it has one. */
const textOfGroup = ({ title, aside, lines }: LineGroup): readonly string[] => [
  ...(title === '' ? [] : [`${title}${aside}:`]),
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
