import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type ActionStatus, hasStatusTrait } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { hasHelpedSince, settledAt } from '../../incident/recovery.ts'
import type { VerdictStanding } from '../../incident/verdict-standing.ts'
import { chartDataOf } from '../chart/chart-data.ts'
import type { StatusTone } from './card-line.ts'
import { closedOutcomeMessage } from './closed-outcome.ts'
import { areFiguresBad } from './figure-alarm.ts'
import { isObserving, observationProgress } from './observation-progress.ts'
import { shownStandingOf } from './shown-standing.ts'

export interface Headline {
  readonly tone: StatusTone
  readonly words: TranslatableMessage
}

const closedTones = {
  recovered: 'good',
  'nothing-wrong': 'good',
  'left-alone': 'good',
  'not-recovered': 'attention',
  failing: 'attention',
  abandoned: 'warning',
  joined: 'good',
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
  undone: { tone: 'warning' },
}

const urgencyOf = ({ status }: Action): number => statusHeadlines[status].urgency ?? 0

export const actionHeadline = (action: Action): Headline => ({
  tone: statusHeadlines[action.status].tone,
  words: messageOf(`status.action.${action.status}`),
})

const standingTones: Readonly<Record<VerdictStanding, StatusTone>> = {
  provisional: 'warning',
  over: 'accent',
  cause: 'attention',
  trouble: 'attention',
  'nothing-wrong': 'good',
  'not-enough-evidence': 'warning',
}

/** Where the incident stands, in three words; never green above figures that are not, however it was closed. */
export const incidentHeadline = (incident: Incident): Headline => {
  const headline = statusHeadline(incident)
  return headline.tone === 'good' && isUnwell(incident) ? { ...headline, tone: 'accent' } : headline
}

const isUnwell = (incident: Incident): boolean => {
  const standing = shownStandingOf(incident)
  if (standing === undefined || standing === 'nothing-wrong' || hasHelpedSince(incident)) return false
  return standing !== 'over' || areFiguresBad(chartDataOf(incident))
}

const statusHeadline = (incident: Incident): Headline => {
  if (incident.closed !== undefined) {
    return { tone: closedTones[incident.closed.outcome], words: closedOutcomeMessage(incident.closed) }
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

const observationHeadline = (incident: Incident): Headline => {
  if (isObserving(incident)) {
    return { tone: 'warning', words: messageOf('status.observing', observationProgress(incident)) }
  }
  const standing = shownStandingOf(incident)
  if (standing === undefined) return { tone: 'warning', words: messageOf('status.weighing') }
  return { tone: standingTones[standing], words: messageOf(`status.verdict.${standing}`) }
}
