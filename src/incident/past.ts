import type { PastStep } from './command.ts'
import { onlyFetches } from './fetches.ts'
import type { Action, ActionStatus, Incident } from './incident.ts'

/** Steps of an incident that ran, with what the policy's gates ask of them; `but` is the one that is being decided. */
export const pastSteps = (incident: Incident, but: string): readonly PastStep[] =>
  incident.actions
    .filter((action) => action.id !== but && action.startedAt !== undefined && !onlyFetches(action))
    .map((action) => past(action, incident))

const past = (action: Action, incident: Incident): PastStep => {
  const { finishedAt, plan, status } = action
  const cost = plan?.cost.known ? { perHour: plan.cost.perHour, currency: plan.cost.currency } : {}
  return {
    ...(finishedAt === undefined ? {} : { finishedAt }),
    failed: status === 'failed' || status === 'not-recovered',
    stands: standing.includes(status) && !isTakenBack(action, incident),
    ...cost,
  }
}

/** What may have changed Azure counts as having done so. */
const standing: readonly ActionStatus[] = [
  'started',
  'accepted',
  'doubted',
  'handed-over',
  'verifying',
  'recovered',
  'done',
  'not-recovered',
]

/** A lease that has gone back, or a later step that asked for exactly the undo. */
const isTakenBack = ({ lease, plan, startedAt = 0 }: Action, { actions }: Incident): boolean =>
  lease?.ended === 'returned' ||
  actions.some(
    (later) =>
      plan?.undo !== undefined &&
      (later.startedAt ?? 0) > startedAt &&
      standing.includes(later.status) &&
      later.request.step === plan.undo.step &&
      JSON.stringify(later.request.args) === JSON.stringify(plan.undo.args),
  )
