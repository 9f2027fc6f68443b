import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type ActionStatus, hasStatusTrait } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { StatusTone } from './card-line.ts'
import { isObserving, observationProgress } from './observation-progress.ts'

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

/** How it looks, and how much it needs people: of several actions the incident's card speaks of the most urgent one. */
const statusHeadlines: Readonly<Record<ActionStatus, { readonly tone: StatusTone; readonly urgency?: number }>> = {
  requested: { tone: 'warning', urgency: 1 },
  impossible: { tone: 'attention' },
  proposed: { tone: 'warning', urgency: 2 },
  rejected: { tone: 'attention' },
  withdrawn: { tone: 'attention' },
  expired: { tone: 'attention' },
  approved: { tone: 'warning', urgency: 4 },
  voided: { tone: 'attention' },
  started: { tone: 'warning', urgency: 6 },
  accepted: { tone: 'warning', urgency: 5 },
  doubted: { tone: 'attention', urgency: 7 },
  'handed-over': { tone: 'attention', urgency: 8 },
  failed: { tone: 'attention' },
  collected: { tone: 'good' },
  verifying: { tone: 'warning', urgency: 3 },
  recovered: { tone: 'good' },
  done: { tone: 'good' },
  'not-recovered': { tone: 'attention' },
}

const urgencyOf = ({ status }: Action): number => statusHeadlines[status].urgency ?? 0

export const actionHeadline = (action: Action): Headline => ({
  tone: statusHeadlines[action.status].tone,
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
  const urgent = incident.actions.toReversed().toSorted((a, b) => urgencyOf(b) - urgencyOf(a))[0]
  if (urgent !== undefined && urgencyOf(urgent) > 0) return urgent
  const last = incident.actions.findLast((action) => hasStatusTrait(action, 'headline-end'))
  const verdictAt = incident.verdict?.at ?? 0
  return last !== undefined && verdictAt <= settledAt(last) ? last : undefined
}

const settledAt = (action: Action): number =>
  action.verification?.startedAt ?? action.finishedAt ?? action.startedAt ?? action.requestedAt

const observationHeadline = (incident: Incident): Headline => {
  const { verdict } = incident
  if (isObserving(incident)) {
    return { tone: 'warning', words: messageOf('status.observing', observationProgress(incident)) }
  }
  if (verdict === undefined) return { tone: 'warning', words: messageOf('status.weighing') }
  const tone = { cause: 'attention', 'nothing-wrong': 'good', 'not-enough-evidence': 'warning' } as const
  return { tone: tone[verdict.outcome], words: messageOf(`status.verdict.${verdict.outcome}`) }
}
