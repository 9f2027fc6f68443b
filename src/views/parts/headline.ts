import type { Action, Incident } from '../../incident/incident.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import { isObserving } from './observing.ts'
import type { Tone } from './tone.ts'

export interface Headline {
  readonly tone: Tone
  readonly words: Phrase
}

const closedTones = {
  recovered: 'good',
  'nothing-wrong': 'good',
  'left-alone': 'good',
  'not-recovered': 'attention',
  abandoned: 'warning',
} as const

const actionTones: Readonly<Record<Action['status'], Tone>> = {
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
const urgency: readonly Action['status'][] = [
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
const telling: readonly Action['status'][] = ['recovered', 'not-recovered', 'failed']

export const actionHeadline = (action: Action): Headline => ({
  tone: actionTones[action.status],
  words: phrase(`status.action.${action.status}`),
})

/** Where the incident stands, in three words. */
export const headline = (incident: Incident): Headline => {
  if (incident.closed !== undefined) {
    const { outcome } = incident.closed
    return { tone: closedTones[outcome], words: phrase(`status.closed.${outcome}`) }
  }
  if (incident.app === undefined) {
    const key = incident.question === undefined ? 'status.finding-app' : 'status.which-app'
    return { tone: 'warning', words: phrase(key) }
  }
  const action = actionInFront(incident)
  return action === undefined ? observed(incident) : actionHeadline(action)
}

/** The action that the incident's card speaks of: the one that needs people most, or the last that told something. */
export const actionInFront = (incident: Incident): Action | undefined => {
  for (const status of urgency) {
    const found = incident.actions.findLast((action) => action.status === status)
    if (found !== undefined) return found
  }
  const last = incident.actions.findLast((action) => telling.includes(action.status))
  const verdictAt = incident.verdict?.at ?? 0
  return last !== undefined && verdictAt <= settledAt(last) ? last : undefined
}

const settledAt = (action: Action): number =>
  action.verification?.startedAt ?? action.finishedAt ?? action.startedAt ?? action.requestedAt

const observed = (incident: Incident): Headline => {
  const { observation, verdict } = incident
  if (observation !== undefined && isObserving(incident)) {
    const args = { in: observation.results.length, of: observation.probes.length }
    return { tone: 'warning', words: phrase('status.observing', args) }
  }
  if (verdict === undefined) return { tone: 'warning', words: phrase('status.weighing') }
  const tone = { cause: 'attention', 'nothing-wrong': 'good', 'not-enough-evidence': 'warning' } as const
  return { tone: tone[verdict.outcome], words: phrase(`status.verdict.${verdict.outcome}`) }
}
