import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import {
  type CauseEvidence,
  heaviestFirst,
  namedCauses,
  type RankedCause,
  type Verdict,
} from '../../incident/verdict.ts'
import { troubleOf, type VerdictStanding } from '../../incident/verdict-standing.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { healthCheckNote } from './health-check-note.ts'
import { earliestSeenOf } from './incident-findings.ts'
import { momentText, spanText } from './moment-text.ts'
import { pastTroubleLines } from './past-trouble.ts'
import { shownStandingOf } from './shown-standing.ts'
import { causeWords, replacementText, verdictTitle } from './verdict-title.ts'

export interface VerdictSection {
  /** Fit for a heading: words of ours, and of others only what cannot become markup. */
  readonly title: string
  readonly summary: string
  /** The strongest pieces, at most three, and what the verdict replaces. */
  readonly evidence: readonly CardLine[]
}

/** Evidence on the first screen: of a cause alone, and of each of two. */
const evidencePerSingleCause = 3
const evidencePerCauseOfTwo = 2

/** None, one or two: what is the matter, how sure, and the best reasons; few words, for a phone at night. */
export const verdictSections = (incident: Incident, say: Translate): readonly VerdictSection[] => {
  const { verdict } = incident
  const standing = shownStandingOf(incident)
  if (verdict === undefined || standing === undefined) return []
  const named = namedCauses(verdict)
  const sections = named.map((cause, place) => causeSection(cause, place, incident, verdict, say))
  const [first = uncertainSection(incident, verdict, standing, say), ...others] = sections
  const replaced = replacementText(verdict, say).map((text) => cardLine('↺', 'default', text))
  return [{ ...first, evidence: [...first.evidence, ...replaced, ...pastTroubleLines(verdict, say)] }, ...others]
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

const causeSection = (
  cause: RankedCause,
  place: number,
  incident: Incident,
  verdict: Verdict,
  say: Translate,
): VerdictSection => {
  const is = verdict.beside?.is ?? 'both'
  const shown = heaviestFirst(cause.evidence).slice(0, firstScreenEvidenceCount(verdict))
  return {
    title: place === 0 ? verdictTitle(verdict, say) : say(messageOf(`card.verdict.${is}`, causeWords(cause, say))),
    summary: place === 0 ? namedSummary(incident, verdict, shown, say) : say(messageOf(`card.verdict.${is}.summary`)),
    evidence: evidenceLines(shown, verdict.until === undefined ? 'attention' : 'default', say),
  }
}

/** Under a cause: when it was over, and in a line what visitors feel, unless the evidence below says it in the same words. */
const namedSummary = (incident: Incident, verdict: Verdict, shown: readonly CauseEvidence[], say: Translate): string =>
  sanitizeText(
    [
      ...overText(verdict, say),
      ...troubleOf(verdict)
        .slice(0, 1)
        .map(({ text }) => say(text))
        .filter((felt) => !shown.some(({ text }) => say(text) === felt)),
      ...startUnseenText(incident, verdict, say),
    ].join(' '),
    400,
  )

const overText = ({ until, at }: Verdict, say: Translate): readonly string[] =>
  until === undefined
    ? []
    : [say(messageOf('card.verdict.over.summary', { ago: say.duration(at - until), seenAt: at }))]

const startUnseenText = (incident: Incident, verdict: Verdict, say: Translate): readonly string[] =>
  verdict.startUnseen === undefined
    ? []
    : [
        say(
          messageOf('card.verdict.start-unseen', { earliestAt: momentText(earliestSeenOf(incident), verdict.at, say) }),
        ),
      ]

const uncertainSection = (
  incident: Incident,
  verdict: Verdict,
  standing: VerdictStanding,
  say: Translate,
): VerdictSection => ({
  title: verdictTitle(verdict, say, standing),
  summary: sanitizeText(
    [...uncertainSummary(incident, verdict, standing, say), ...startUnseenText(incident, verdict, say)].join(' '),
    600,
  ),
  evidence: uncertainEvidence(verdict, standing, say),
})

const uncertainSummary = (
  incident: Incident,
  verdict: Verdict,
  standing: VerdictStanding,
  say: Translate,
): readonly string[] => {
  if (verdict.provisional !== undefined) {
    const figuresAt = momentText(verdict.provisional.figuresUntil, verdict.at, say)
    return [say(messageOf('card.verdict.provisional.summary', { figuresAt }))]
  }
  if (standing === 'over') return [`${spanText(verdict, say)}.`, ...overText(verdict, say)]
  const known = standing === 'trouble' ? 'not-enough-evidence' : standing
  return [
    say(messageOf(`card.verdict.${known}.summary`)),
    ...(standing === 'not-enough-evidence' && verdict.outcome === 'nothing-wrong'
      ? [say(messageOf('card.verdict.not-as-usual'))]
      : []),
    ...healthCheckNote(incident, say).map(({ text }) => text),
  ]
}

/** What visitors feel, but for what the title says already, and Microsoft's word where we have none. */
const uncertainEvidence = (verdict: Verdict, standing: VerdictStanding, say: Translate): readonly CardLine[] => {
  if (standing === 'nothing-wrong') {
    return reasonsNothingIsWrong(verdict, say, evidencePerSingleCause).map((text) =>
      cardLine('✓', 'good', sanitizeText(text)),
    )
  }
  const told = standing === 'provisional' ? 0 : 1
  const felt = troubleOf(verdict).slice(told, told + evidencePerSingleCause)
  return [...evidenceLines(felt, standing === 'over' ? 'default' : 'attention', say), ...microsoftLines(verdict, say)]
}

const maxDetectors = 2

/** What Microsoft's detectors call critical, and how old their word is. */
const microsoftLines = ({ microsoft = [] }: Verdict, say: Translate): readonly CardLine[] =>
  microsoft.length === 0
    ? []
    : [
        ...heaviestFirst(microsoft)
          .slice(0, maxDetectors)
          .map(({ text }) =>
            cardLine(
              '▸',
              'warning',
              sanitizeText(say(messageOf('card.verdict.microsoft', { text: sanitizeText(say(text), 240) }))),
            ),
          ),
        cardLine('·', 'default', say(messageOf('card.detectors.lag'))),
      ]

const evidenceLines = (
  evidence: readonly CauseEvidence[],
  color: CardLine['color'],
  say: Translate,
): readonly CardLine[] => evidence.map(({ text }) => cardLine('▸', color, sanitizeText(say(text))))

/** What each cause means and what people can do about it themselves. */
export const causeAdvice = (verdict: Verdict | undefined, say: Translate): readonly { readonly text: string }[] =>
  // What helps against it now is not for what is over.
  verdict?.until !== undefined ? [] : namedCauses(verdict).map((cause) => adviceOn(cause, say))

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
