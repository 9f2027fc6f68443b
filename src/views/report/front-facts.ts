import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { heaviestFirst, namedCauses } from '../../incident/verdict.ts'
import { troubleOf } from '../../incident/verdict-standing.ts'
import { actionHeadline } from '../parts/headline.ts'
import { earliestSeenOf } from '../parts/incident-findings.ts'
import { actionTitle } from '../parts/step-title.ts'
import { verificationReadingLines } from '../parts/success-limit-lines.ts'
import { causeTitle, percentText } from '../parts/verdict-title.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { deciderNames } from './decider-names.ts'
import { durationText } from './duration-text.ts'
import { impactTexts, type ToldIncident } from './front-impact.ts'
import { requesterName } from './step-sections.ts'

export interface FrontFact {
  readonly is: 'since' | 'found' | 'hurt' | 'cause' | 'reasons' | 'fixed' | 'decided'
  readonly title: string
  readonly lines: readonly string[]
}

/**
 * Since when, how found, whom it hurt, the cause with its reasons, what fixed it, who decided: each, also where the answer is
 * "not known".
 */
export const frontFacts = (told: ToldIncident, say: Translate): readonly FrontFact[] => {
  const fact = (is: FrontFact['is'], lines: readonly string[]): FrontFact => ({
    is,
    title: say(messageOf(`report.fact.${is}`)),
    lines: lines.map((line) => sanitizeText(line, 320)),
  })
  return [
    fact('since', sinceTexts(told, say)),
    fact('found', foundTexts(told, say)),
    fact('hurt', impactTexts(told, say)),
    fact('cause', causeTexts(told, say)),
    fact('reasons', reasonTexts(told, say)),
    fact('fixed', fixedTexts(told, say)),
    fact('decided', decidedTexts(told, say)),
  ].filter(({ lines }) => lines.length > 0)
}

const sinceTexts = ({ incident, story }: ToldIncident, say: Translate): readonly string[] => {
  const { begin, end, verdict } = story
  const seen = say.dateTime(earliestSeenOf(incident))
  const began =
    begin !== undefined
      ? messageOf('report.since.known', { begin: say.dateTime(begin) })
      : verdict?.startUnseen
        ? messageOf('report.since.unseen', { seen })
        : messageOf('report.since.unknown', { reported: say.dateTime(incident.openedAt) })
  const from = begin ?? incident.openedAt
  const ended =
    end === undefined
      ? messageOf(incident.closed === undefined ? 'report.until.open' : 'report.until.unknown')
      : messageOf('report.until.known', { end: say.dateTime(end), lasted: durationText(end - from, say) })
  return [say(began), say(ended)]
}

const foundTexts = ({ incident, story }: ToldIncident, say: Translate): readonly string[] => {
  const { by, text, openedAt } = incident
  const after = story.begin === undefined ? '' : durationText(Math.max(0, openedAt - story.begin), say)
  const words = { when: say.dateTime(openedAt), after, known: after === '' ? 'no' : 'yes' }
  // Alerts come without a person: Azure Monitor stands in for one.
  if (by.platform === 'azure')
    return [say(messageOf('report.found.alert', { ...words, text: sanitizeText(text, 160) }))]
  return [
    say(messageOf('report.found.person', { ...words, who: sanitizeText(by.name, 60), text: sanitizeText(text, 160) })),
  ]
}

const causeTexts = ({ story }: ToldIncident, say: Translate): readonly string[] => {
  const causes = namedCauses(story.verdict)
  if (causes.length === 0) return [say(messageOf('report.cause.unknown'))]
  return causes.map((cause) =>
    say(
      messageOf('report.cause.named', {
        cause: causeTitle(cause.cause, say),
        share: percentText(cause.confidence, say),
        meaning: say(messageOf(`cause.${cause.cause}.summary`)),
      }),
    ),
  )
}

const mostReasons = 3

/** Why that is the cause: the three that say most; what visitors feel where none could be named. */
const reasonTexts = ({ story: { verdict } }: ToldIncident, say: Translate): readonly string[] => {
  if (verdict === undefined) return []
  const [cause] = namedCauses(verdict)
  const evidence = cause === undefined ? troubleOf(verdict) : heaviestFirst(cause.evidence)
  return evidence.slice(0, mostReasons).map(({ text }) => say(text))
}

const fixedTexts = ({ story }: ToldIncident, say: Translate): readonly string[] => {
  const { fix, others, end } = story
  const unfixed =
    end === undefined ? 'report.fixed.not' : others.length === 0 ? 'report.fixed.nothing' : 'report.fixed.unproven'
  return [
    ...(fix === undefined ? [say(messageOf(unfixed))] : fixTexts(fix, say)),
    ...others.map((action) =>
      say(
        messageOf('report.fixed.other', {
          step: actionTitle(action, say),
          when: say.time(action.startedAt ?? action.requestedAt),
          result: say(actionHeadline(action).words),
        }),
      ),
    ),
  ]
}

const mostReadings = 2

/** The step, and the first of the limits that were broken before and are held now. */
const fixTexts = (fix: Action, say: Translate): readonly string[] => [
  say(
    messageOf('report.fixed.step', {
      step: actionTitle(fix, say),
      when: say.time(fix.startedAt ?? fix.requestedAt),
      took: durationText(
        Math.max(0, (fix.verification?.holdsSince ?? fix.finishedAt ?? 0) - (fix.startedAt ?? 0)),
        say,
      ),
    }),
  ),
  ...verificationReadingLines(fix, say)
    .filter(({ mark }, limit) => mark.startsWith('✓') && isBrokenBefore(fix, limit))
    .slice(0, mostReadings)
    .map(({ text }) => text),
]

const isBrokenBefore = ({ verification }: Action, limit: number): boolean =>
  verification?.before.some((reading) => reading.limit === limit && !reading.holds && reading.value !== null) ?? false

const decidedTexts = ({ incident, story }: ToldIncident, say: Translate): readonly string[] => {
  const ran = [...story.others, ...(story.fix === undefined ? [] : [story.fix])].toSorted(
    (a, b) => a.requestedAt - b.requestedAt,
  )
  return [
    ...ran.map((action) => decisionText(action, say)),
    ...(ran.length === 0 ? [say(messageOf('report.decided.nothing'))] : []),
    ...closedTexts(incident, say),
  ]
}

const decisionText = (action: Action, say: Translate): string => {
  const who = deciderNames(action, say)
  const how = action.breakGlassUse !== undefined ? 'emergency' : who === '' ? 'unapproved' : 'approved'
  const step = actionTitle(action, say)
  return say(messageOf(`report.decided.${how}`, { step, who, asker: sanitizeText(requesterName(action, say), 60) }))
}

const closedTexts = ({ closed }: Incident, say: Translate): readonly string[] =>
  closed === undefined
    ? []
    : [
        say(
          messageOf('report.decided.closed', {
            who: sanitizeText(closed.by?.name ?? say(messageOf('report.nobody')), 60),
            when: say.dateTime(closed.at),
          }),
        ),
      ]
