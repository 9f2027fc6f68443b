import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Action, BreakGlassUse, Incident } from '../../incident/incident.ts'
import { approvalCount } from '../parts/approval-section.ts'
import { leaseEndMessage } from '../parts/lease-end.ts'
import { adviceSection } from '../parts/step-advice.ts'

/** Who let it run: approvals, an emergency with its review, a waiver, and until when a lease stands. */
export const approvalFacts = (action: Action, incident: Incident, say: Translate): readonly string[] => {
  const { approvals, breakGlassUse, lease, rule, waiver } = action
  return [
    ...(rule === undefined ? [] : [say(approvalCount(action))]),
    ...adviceSection(action, say).map(({ title, text }) => `${title} ${text}`),
    ...approvals.map((approval) => approvalFact(approval, say)),
    ...(breakGlassUse === undefined ? [] : breakGlassFacts(breakGlassUse, say)),
    ...(waiver === undefined
      ? []
      : [
          say(
            messageOf('report.waived', { who: waiver.by.name, when: say.dateTime(waiver.at), reason: waiver.reason }),
          ),
        ]),
    ...(lease === undefined ? [] : [leaseFact(action, lease.endsAt, { incident, say })]),
  ]
}

const approvalFact = ({ by, at, reason }: Action['approvals'][number], say: Translate): string => {
  const args = { who: by.name, when: say.dateTime(at) }
  return reason === undefined
    ? say(messageOf('report.approved', args))
    : say(messageOf('report.approved.reason', { ...args, reason }))
}

const breakGlassFacts = (breakGlassUse: BreakGlassUse, say: Translate): readonly string[] => [
  say(
    messageOf('report.glass', {
      who: breakGlassUse.by.name,
      when: say.dateTime(breakGlassUse.at),
      reason: breakGlassUse.reason,
    }),
  ),
  reviewFact(breakGlassUse, say),
]

const reviewFact = ({ review: given, reviewBy, overdue }: BreakGlassUse, say: Translate): string => {
  if (given === undefined) {
    const key = overdue === true ? 'report.glass.overdue' : 'report.glass.pending'
    return say(messageOf(key, { when: say.dateTime(reviewBy) }))
  }
  const { by, at, verdict, note } = given
  return say(messageOf(`report.glass.${verdict}`, { who: by.name, when: say.dateTime(at), note }))
}

const leaseFact = (
  action: Action,
  endsAt: Instant,
  { incident, say }: { readonly incident: Incident; readonly say: Translate },
): string =>
  action.lease?.ended === undefined
    ? say(messageOf('report.lease-until', { when: say.dateTime(endsAt) }))
    : say(leaseEndMessage(action, incident, say))
