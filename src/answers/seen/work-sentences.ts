import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { isLeaseRunning } from '../../incident/lease/lease-status.ts'
import { isCapture } from '../../incident/plan-kind.ts'
import { recoveryStepOf } from '../../incident/recovery.ts'
import { actionTitle } from '../../views/parts/display-names.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { isManualActionNeeded, openSteps } from '../../views/parts/offered-steps.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { lastingWords } from '../lasting-fix/remedy-lines.ts'
import { isPast } from '../reading/incident-words.ts'
import { ownerNameOf } from './owner-name.ts'

/** What was and is being done, and by whom. */
export const workSentences = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const owner = ownerNameOf(incident)
  const steps = incident.actions.filter((action) => action.by.kind === 'person' && !isCapture(action))
  const told = steps.slice(-maxSteps).flatMap((action) => stepSentences(action, { incident, now }, say))
  const none = incident.closed === undefined ? 'answer.summary.no-step' : 'answer.summary.no-step.closed'
  return [
    ...(owner === undefined || incident.closed !== undefined
      ? []
      : [say(messageOf('answer.summary.owner', { owner }))]),
    ...(told.length === 0 ? [say(messageOf(none))] : told),
  ]
}

/** None or one: what is asked of people, where nothing runs or waits. */
const expectedSentences = (incident: Incident, say: Translate): readonly string[] => {
  if (isPast(incident) || incident.actions.some((action) => hasStatusTrait(action, 'under-way'))) return []
  const [safest] = openSteps(incident)
  if (safest !== undefined) return [say(messageOf('answer.summary.next.step', { step: stepTitle(safest, say) }))]
  const [lasting] = isManualActionNeeded(incident) ? lastingWords(incident, say) : []
  return lasting === undefined ? [] : [say(messageOf('answer.summary.next.own', { what: lasting }))]
}

const maxSteps = 2

interface Told {
  readonly incident: Incident
  readonly now: Instant
}

const stepSentences = (action: Action, { incident, now }: Told, say: Translate): readonly string[] => {
  const { startedAt, approvals, breakGlassUse, status, by } = action
  const who = breakGlassUse?.by.name ?? approvals.map((one) => one.by.name).join(', ')
  const args = {
    step: actionTitle(action, say),
    moment: momentText(startedAt ?? action.requestedAt, now, say),
    who,
    approval: who === '' ? 'none' : 'given',
    asker: by.kind === 'person' ? by.person.name : '–',
  }
  switch (status) {
    case 'recovered':
      return [
        say(messageOf(`answer.summary.step.${recoveryStepOf(incident) === undefined ? 'lapsed' : 'recovered'}`, args)),
      ]
    case 'not-recovered':
    case 'failed':
    case 'done':
    case 'verifying':
      return [say(messageOf(`answer.summary.step.${status}`, args))]
    case 'requested':
    case 'proposed':
      return [say(messageOf('answer.summary.step.proposed', args))]
    case 'handed-over':
    case 'doubted':
      return [say(messageOf('answer.summary.step.doubted', args))]
    default:
      return hasStatusTrait(action, 'running') ? [say(messageOf('answer.summary.step.running', args))] : []
  }
}

/** What comes next, where that is settled; nothing is promised. */
export const nextSentences = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const { closed, actions, verdict } = incident
  const lease = actions.find((action) => isLeaseRunning(action, incident))
  const undo = lease?.plan?.undo
  const back =
    lease?.lease === undefined || undo === undefined
      ? []
      : [
          say(
            messageOf('answer.summary.next.lease', {
              undo: stepTitle(undo, say),
              moment: momentText(lease.lease.endsAt, now, say),
            }),
          ),
        ]
  if (closed !== undefined) {
    const at = momentText(closed.at, now, say)
    return [say(messageOf(`answer.summary.closed.${closed.outcome}`, { moment: at })), ...back]
  }
  const checked = actions.find(({ status }) => status === 'verifying')?.verification?.until
  const proposal = actions.find(({ status }) => status === 'proposed')
  if (checked !== undefined) return [say(messageOf('answer.summary.next.verify', { untilAt: checked })), ...back]
  if (proposal !== undefined) {
    return [say(messageOf('answer.summary.next.approval', { expiresAt: proposal.expiresAt ?? now })), ...back]
  }
  const again = verdict?.provisional?.lookAgainAt
  if (again !== undefined) return [say(messageOf('answer.summary.next.look', { againAt: again })), ...back]
  return [...expectedSentences(incident, say), ...back]
}
