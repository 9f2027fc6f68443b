import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { StatusTone } from './card-line.ts'
import { isObserving } from './observation-progress.ts'

export interface Headline {
  readonly tone: StatusTone
  readonly words: TranslatableMessage
}

const closedTones = {
  recovered: 'good',
  'nothing-wrong': 'good',
  'left-alone': 'good',
  'not-recovered': 'attention',
  abandoned: 'warning',
} as const

const actionTones: Readonly<Record<Action['status'], StatusTone>> = {
  requested: 'warning',
  impossible: 'attention',
  proposed: 'warning',
  rejected: 'attention',
  withdrawn: 'attention',
  expired: 'attention',
  approved: 'warning',
  voided: 'attention',
  started: 'warning',
  accepted: 'warning',
  doubted: 'attention',
  'handed-over': 'attention',
  failed: 'attention',
  collected: 'good',
  verifying: 'warning',
  recovered: 'good',
  done: 'good',
  'not-recovered': 'attention',
}

/** Needs people most first: an incident with several actions speaks of this one. */
const mostUrgentFirst: readonly Action['status'][] = [
  'handed-over',
  'doubted',
  'started',
  'accepted',
  'approved',
  'verifying',
  'proposed',
  'requested',
]

/** An end that the headline tells until a newer verdict is in; other ends leave the verdict standing. */
const reportedEnds: readonly Action['status'][] = ['recovered', 'not-recovered', 'failed']

export const actionHeadline = (action: Action): Headline => ({
  tone: actionTones[action.status],
  words: messageOf(`status.action.${action.status}`),
})

/** Where the incident stands, in three words. */
export const incidentHeadline = (incident: Incident): Headline => {
  if (incident.closed !== undefined) {
    const { outcome } = incident.closed
    return { tone: closedTones[outcome], words: messageOf(`status.closed.${outcome}`) }
  }
  if (incident.app === undefined) {
    const key = incident.question === undefined ? 'status.finding-app' : 'status.which-app'
    return { tone: 'warning', words: messageOf(key) }
  }
  const action = headlineAction(incident)
  return action === undefined ? observationHeadline(incident) : actionHeadline(action)
}

/** The action that the incident's card speaks of: the one that needs people most, or the last that told something. */
export const headlineAction = (incident: Incident): Action | undefined => {
  for (const status of mostUrgentFirst) {
    const found = incident.actions.findLast((action) => action.status === status)
    if (found !== undefined) return found
  }
  const last = incident.actions.findLast((action) => reportedEnds.includes(action.status))
  const verdictAt = incident.verdict?.at ?? 0
  return last !== undefined && verdictAt <= settledAt(last) ? last : undefined
}

const settledAt = (action: Action): number =>
  action.verification?.startedAt ?? action.finishedAt ?? action.startedAt ?? action.requestedAt

const observationHeadline = (incident: Incident): Headline => {
  const { observation, verdict } = incident
  if (observation !== undefined && isObserving(incident)) {
    const args = { in: observation.results.length, of: observation.probes.length }
    return { tone: 'warning', words: messageOf('status.observing', args) }
  }
  if (verdict === undefined) return { tone: 'warning', words: messageOf('status.weighing') }
  const tone = { cause: 'attention', 'nothing-wrong': 'good', 'not-enough-evidence': 'warning' } as const
  return { tone: tone[verdict.outcome], words: messageOf(`status.verdict.${verdict.outcome}`) }
}
