import { failingFigureOf } from './failing-figure.ts'
import type { Action, Incident } from './incident.ts'

/**
 * The step that has helped, as far as is known now: whatever was seen last decides. `undefined` where a later step, the
 * return of a lease among them, was verified to fail its limits, where what was read or seen since fails visitors, and
 * where the step was taken back.
 */
export const recoveryStepOf = (incident: Incident): Action | undefined => {
  const judged = lastJudged(incident)
  if (judged?.status !== 'recovered') return undefined
  const failing = failingFigureOf(incident)
  if (failing !== undefined && failing.at > judgedAt(judged)) return undefined
  const { by } = judged
  // That it stays well without a step is no merit of its return.
  return by.kind === 'lease' ? (incident.actions.find(({ id }) => id === by.of) ?? judged) : judged
}

/** A step has helped since the verdict: what that saw is no longer how it is. */
export const hasHelpedSince = (incident: Incident): boolean => {
  const judged = lastJudged(incident)
  return (
    judged !== undefined && recoveryStepOf(incident) !== undefined && settledAt(judged) >= (incident.verdict?.at ?? 0)
  )
}

/** From when on what it did can be seen. */
export const settledAt = ({ verification, finishedAt, startedAt, requestedAt }: Action): number =>
  verification?.startedAt ?? finishedAt ?? startedAt ?? requestedAt

/** Also one that was taken back since: then its return, or nobody, tells how it is. */
const lastJudged = ({ actions }: Incident): Action | undefined =>
  actions
    .filter(({ verification }) => ['recovered', 'not-recovered'].includes(verification?.outcome ?? ''))
    .toSorted((a, b) => judgedAt(a) - judgedAt(b))
    .at(-1)

const judgedAt = ({ verification }: Action): number => verification?.readAt ?? 0

/** Nothing says that visitors are still hurt, and something newer than what hurt them that they are not. */
export const isTroubleOver = (incident: Incident): boolean => {
  const { closed, verdict } = incident
  if (closed !== undefined) return closed.outcome !== 'failing' && closed.outcome !== 'not-recovered'
  return hasHelpedSince(incident) || (verdict?.until !== undefined && failingFigureOf(incident) === undefined)
}
