import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { hasStatusTrait } from '../incident/action-status.ts'
import type { Instant } from '../incident/finding.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { isLeaseRunning } from '../incident/lease/lease-status.ts'
import { isCapture } from '../incident/plan-kind.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { actionTitle, incidentAppName } from '../views/parts/display-names.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { openSteps } from '../views/parts/offered-steps.ts'
import { stepTitle } from '../views/parts/step-title.ts'
import { oldSizeLines } from './seen/old-size.ts'
import type { Answer } from './types.ts'

const maxLines = 4

export const leaseEndAnswer: Answer = {
  id: 'lease-end',
  nearestIntent: 'ask_status',
  about: 'any',
  answer:
    async ({ incident, now, text }, { steps }) =>
    (say) => {
      const lines = incident.actions.flatMap((action) => leaseLines(action, incident, now, say))
      const isRunning = incident.actions.some((action) => isLeaseRunning(action, incident))
      return {
        title: messageOf('answer.lease-end.title', { app: incidentAppName(incident), incident: incident.id }),
        lines:
          lines.length === 0
            ? [...offeredLines(incident, steps, say), ...standingLines(incident, say)]
            : [...lines.slice(0, maxLines), ...(isRunning ? oldSizeLines(incident, text, say) : [])],
        ...(isRunning ? { next: messageOf('answer.lease-end.next') } : {}),
      }
    },
}

const leaseLines = (action: Action, incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const { lease, leaseInMs = action.plan?.leaseInMs, status } = action
  const step = actionTitle(action, say)
  if (lease !== undefined) return [...runningLease(action, lease, incident, now, say)]
  if (hasStatusTrait({ status }, 'ended')) return []
  if (leaseInMs === undefined)
    return status === 'proposed' && action.plan?.undo !== undefined
      ? [say(messageOf('answer.lease-end.without', { step }))]
      : []
  const undo = action.plan?.undo
  return [
    say(messageOf('answer.lease-end.not-yet', { step, length: say.duration(leaseInMs) })),
    ...(undo === undefined ? [] : [say(messageOf('answer.lease-end.then', { undo: stepTitle(undo, say) }))]),
    say(messageOf('answer.lease-end.unless')),
  ]
}

const runningLease = (
  action: Action,
  { ended, endsAt, why, held }: NonNullable<Action['lease']>,
  incident: Incident,
  now: Instant,
  say: Translate,
): readonly string[] => {
  const step = actionTitle(action, say)
  const back = incident.actions.find(({ by }) => by.kind === 'lease' && by.of === action.id)
  if (ended === 'returned') {
    const at = back?.finishedAt ?? endsAt
    return [say(messageOf('answer.lease-end.returned', { step, moment: momentText(at, now, say) }))]
  }
  if (ended === 'left') {
    return [say(messageOf('answer.lease-end.left', { step })), ...(why === undefined ? [] : [say(why)])]
  }
  if (back !== undefined) return [say(messageOf('answer.lease-end.going', { step }))]
  if (held !== undefined) {
    const again = messageOf('answer.lease-end.held', { step, moment: momentText(held.until, now, say) })
    return [say(again), say(held.why), say(messageOf('answer.lease-end.held.next'))]
  }
  const undo = action.plan?.undo
  const left = endsAt - now
  return [
    left > 0
      ? say(messageOf('answer.lease-end.until', { moment: momentOf(endsAt, now, say), left: say.duration(left), step }))
      : say(messageOf('answer.lease-end.due', { moment: momentOf(endsAt, now, say), step })),
    ...(undo === undefined ? [] : [say(messageOf('answer.lease-end.then', { undo: stepTitle(undo, say) }))]),
    say(messageOf('answer.lease-end.unless')),
  ]
}

const dayInMs = 86_400_000

/** The date stands with it where it is not today's, as far as hours can tell. */
const momentOf = (at: Instant, now: Instant, say: Translate): string =>
  at - now < dayInMs / 2 ? momentText(at, now, say) : say.dateTime(at)

/** Of a step that could be asked for with a time: what comes after that time; without one it stays. */
const offeredLines = (incident: Incident, steps: readonly MitigationStep[], say: Translate): readonly string[] => {
  const leased = openSteps(incident).find(({ step }) => steps.some(({ id, offersLease }) => id === step && offersLease))
  if (leased === undefined) return [say(messageOf('answer.lease-end.none'))]
  return [
    say(messageOf('answer.lease-end.offered', { step: stepTitle(leased, say) })),
    say(messageOf('answer.lease-end.offered.back')),
    say(messageOf('answer.lease-end.unless')),
  ]
}

/** What ran and stays: nobody should wait for it to go away. */
const standingLines = (incident: Incident, say: Translate): readonly string[] =>
  incident.actions
    .filter((action) => hasStatusTrait(action, 'standing') && action.by.kind === 'person' && !isCapture(action))
    .filter(({ plan }) => plan?.undo !== undefined)
    .map((action) => say(messageOf('answer.lease-end.stays', { step: actionTitle(action, say) })))
