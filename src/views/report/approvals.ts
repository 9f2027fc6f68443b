import type { Action, BrokenGlass } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { approvalCount } from '../parts/approval.ts'

/** Who let it run: approvals, an emergency with its review, a waiver, and until when a lease stands. */
export const approvalFacts = (action: Action, say: Say): readonly string[] => {
  const { approvals, glass, lease, rule, waiver } = action
  return [
    ...(rule === undefined ? [] : [say(approvalCount(action))]),
    ...approvals.map(({ by, at }) => say(phrase('report.approved', { who: by.name, when: say.dateTime(at) }))),
    ...(glass === undefined ? [] : emergency(glass, say)),
    ...(waiver === undefined
      ? []
      : [say(phrase('report.waived', { who: waiver.by.name, when: say.dateTime(waiver.at), reason: waiver.reason }))]),
    ...(lease === undefined ? [] : [leaseFact(lease, say)]),
  ]
}

const emergency = (glass: BrokenGlass, say: Say): readonly string[] => [
  say(phrase('report.glass', { who: glass.by.name, when: say.dateTime(glass.at), reason: glass.reason })),
  review(glass, say),
]

const review = ({ review: given, reviewBy, overdue }: BrokenGlass, say: Say): string => {
  if (given === undefined) {
    const key = overdue === true ? 'report.glass.overdue' : 'report.glass.pending'
    return say(phrase(key, { when: say.dateTime(reviewBy) }))
  }
  const { by, at, verdict, note } = given
  return say(phrase(`report.glass.${verdict}`, { who: by.name, when: say.dateTime(at), note }))
}

const leaseFact = ({ endsAt, ended }: NonNullable<Action['lease']>, say: Say): string =>
  ended === undefined
    ? say(phrase('report.lease-until', { when: say.dateTime(endsAt) }))
    : say(phrase(`card.lease.${ended}`))
