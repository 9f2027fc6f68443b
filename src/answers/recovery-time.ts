import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { hasStatusTrait } from '../incident/action-status.ts'
import type { Instant } from '../incident/finding.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { hasHelpedSince, recoveryStepOf } from '../incident/recovery.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { actionTitle } from '../views/parts/display-names.ts'
import { incidentStates } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { openSteps } from '../views/parts/offered-steps.ts'
import { stepTitle } from '../views/parts/step-title.ts'
import { verificationReadingLines } from '../views/parts/success-limit-lines.ts'
import { adviceWords, ownAdvice } from './next-step.ts'
import { isPast, spanWords, titleArgs } from './reading/incident-words.ts'
import { askedSides } from './recovery-time/asked-sides.ts'
import { isReturnAsked } from './recovery-time/return-lines.ts'
import { criteriaFor, isSignsAsked, signLines } from './recovery-time/signs.ts'
import type { Answer } from './types.ts'

const maxLines = 4

export const recoveryTimeAnswer: Answer = {
  id: 'recovery-time',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, now, text }, sources) => {
    const success = isPast(incident) || !isSignsAsked(text) ? undefined : await criteriaFor(incident, sources)
    return (say) => ({
      title: messageOf('answer.recovery-time.title', titleArgs(incident)),
      lines: (success === undefined
        ? linesFor(incident, { text, now }, sources.steps, say)
        : signLines(incident, success, say)
      ).slice(0, maxLines),
      asOf: latestReadingOf(incident) ?? lookTimeOf(incident),
    })
  },
}

/** Asked beside when: that first; and when only where that is asked as well. */
const whenWords =
  'when, how long, how much longer, eta, wanneer, hoe lang, hoelang, hoe laat, wann, quand, cuando, quando'

const linesFor = (
  incident: Incident,
  { text, now }: { readonly text: string; readonly now: Instant },
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] => {
  const sides = askedSides(incident, { text, now }, steps, say)
  const isAlsoWhen = sides.length < 2 && !isReturnAsked(text) && speaksOf(text, whenWords)
  return sides.length === 0 || isAlsoWhen ? [...sides, ...timeLines(incident, now, say)] : sides
}

const latestReadingOf = ({ actions }: Incident): Instant | undefined =>
  actions.findLast(({ status }) => status === 'verifying')?.verification?.readAt

export const timeLines = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const { closed, verdict, actions } = incident
  if (closed !== undefined)
    return [say(messageOf('answer.recovery-time.closed', { at: momentText(closed.at, now, say) }))]
  const running = actions.findLast((action) => hasStatusTrait(action, 'under-way'))
  if (running !== undefined) return underWayLines(running, now, say)
  if (verdict?.until !== undefined)
    return [say(messageOf('answer.recovery-time.over', { ago: spanWords(verdict.until, now, say) }))]
  const helped = recoveryStepOf(incident)
  if (helped !== undefined && hasHelpedSince(incident))
    return [say(messageOf('answer.recovery-time.recovered', { step: actionTitle(helped, say) }))]
  const waiting = actions.findLast(({ status }) => status === 'proposed')
  return [
    ...(waiting === undefined ? idleLines(incident, say) : waitingLines(waiting, now, say)),
    ...quotaWords(incident, say),
  ]
}

/** How long it must hold, and until when that is watched. */
const underWayLines = (action: Action, now: Instant, say: Translate): readonly string[] => {
  const { verification, plan, startedAt } = action
  const step = actionTitle(action, say)
  const hold = plan?.success.holdInMs ?? 0
  const args = { step, hold: say.duration(hold), within: say.duration(plan?.success.withinInMs ?? 0) }
  if (verification === undefined || action.status !== 'verifying') {
    const since = startedAt === undefined ? '' : momentText(startedAt, now, say)
    return [
      say(messageOf(`answer.recovery-time.${startedAt === undefined ? 'about-to-run' : 'runs'}`, { ...args, since })),
      say(messageOf('answer.recovery-time.then-verified', args)),
    ]
  }
  const until = momentText(verification.until, now, say)
  const failing = verificationReadingLines(action, say).filter(({ mark }) => mark.startsWith('✗'))
  const head =
    verification.holdsSince === undefined
      ? say(messageOf('answer.recovery-time.verifying', { ...args, until }))
      : say(messageOf('answer.recovery-time.holds', { ...args, until, at: say.time(verification.holdsSince + hold) }))
  return [head, ...failing.slice(0, 2).map(({ mark, text }) => `${mark}${text}`)]
}

const waitingLines = (action: Action, now: Instant, say: Translate): readonly string[] => {
  const { plan, expiresAt } = action
  const step = actionTitle(action, say)
  return [
    expiresAt === undefined
      ? say(messageOf('answer.recovery-time.waits', { step }))
      : say(messageOf('answer.recovery-time.waits-until', { step, until: momentText(expiresAt, now, say) })),
    ...(plan === undefined
      ? []
      : [
          say(
            messageOf('answer.recovery-time.then-verified', {
              hold: say.duration(plan.success.holdInMs),
              within: say.duration(plan.success.withinInMs),
            }),
          ),
        ]),
  ]
}

const idleLines = (incident: Incident, say: Translate): readonly string[] => {
  const [safest] = openSteps(incident)
  return [
    say(messageOf('answer.recovery-time.no-promise')),
    ...(safest === undefined
      ? [[adviceWords(incident, say), ...ownAdvice(incident, say)].join(' ')]
      : [say(messageOf('answer.recovery-time.would-help', { step: stepTitle(safest, say) }))]),
  ]
}

/** What comes back by itself, and when: a quota that begins anew. */
const quotaWords = (incident: Incident, say: Translate): readonly string[] =>
  incidentStates(incident, 'quota').flatMap(({ name, properties: { exceeded, resetsAt } }) =>
    exceeded === true && typeof resetsAt === 'number'
      ? [say(messageOf('answer.recovery-time.quota', { name, at: say.dateTime(resetsAt) }))]
      : [],
  )
