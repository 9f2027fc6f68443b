import { isVerdictOfRound } from './decide/lifecycle.ts'
import type { Instant, ObservationStage } from './finding.ts'
import type { Action, Incident } from './incident.ts'
import { isLeaseRunning, leaseDueAt, leaseReminderAt } from './lease/lease-status.ts'
import { isBeingUndone, isWaitingForWrite } from './lease/undo-step.ts'
import { dueVerdictOf, isAnyProbeOut } from './observation-stages.ts'

/** Work that the state of an incident asks for. Named after what it does; run by `runbook/effects`. */
export type Effect =
  | { readonly kind: 'observe'; readonly round: number }
  | { readonly kind: 'conclude'; readonly round: number; readonly stage: ObservationStage }
  | { readonly kind: 'look-again'; readonly round: number }
  | { readonly kind: 'begin-collection' }
  | { readonly kind: 'collect'; readonly collector: string }
  | { readonly kind: 'write-support-text' }
  | { readonly kind: 'request-wanted' }
  | { readonly kind: 'plan'; readonly action: string }
  | { readonly kind: 'expire'; readonly action: string }
  | { readonly kind: 'run'; readonly action: string }
  | { readonly kind: 'doubt'; readonly action: string }
  | { readonly kind: 'look'; readonly action: string }
  | { readonly kind: 'verify'; readonly action: string }
  | { readonly kind: 'end-lease'; readonly action: string }
  | { readonly kind: 'remind-lease'; readonly action: string }
  | { readonly kind: 'remind-review'; readonly action: string }

export interface PendingEffect {
  /** Two effects with one key never run at the same time. */
  readonly key: string
  readonly effect: Effect
  /** Not before. */
  readonly at: Instant
}

/** How often an accepted or doubted step is looked at. */
const lookEveryInMs = 10_000

/** How often a verification reads: Azure Monitor's grain is a minute. */
const readEveryInMs = 60_000

/** What people were told a time of, and what waits for one, waits for that time. */
const waitsForItsTime: readonly Effect['kind'][] = ['expire', 'end-lease', 'remind-lease', 'remind-review']
const longestWaitsInMs: Partial<Record<Effect['kind'], number>> = {
  look: lookEveryInMs,
  verify: readEveryInMs,
  // Ours: several times what a verdict asks for.
  'look-again': 15 * 60_000,
}

/**
 * When it is due by the clock as it stands now. Where that was set back, the times that the journal tells lie ahead: an
 * approved step must not wait for hours until the clock is there again.
 */
export const dueAt = ({ effect: { kind }, at }: PendingEffect, now: Instant): Instant =>
  waitsForItsTime.includes(kind) ? at : Math.min(at, now + (longestWaitsInMs[kind] ?? 0))

/**
 * Everything that is still to be done, as a function of state alone: what runs next in normal life
 * and what is resumed after a crash are the same list.
 */
export const pendingEffects = (incident: Incident): readonly PendingEffect[] => [
  ...(incident.closed === undefined ? incidentEffects(incident) : []),
  ...incident.actions.flatMap((action) => actionEffects(action, incident)),
]

const incidentEffects = (incident: Incident): readonly PendingEffect[] => {
  const { observation, app, changedAt } = incident
  if (app === undefined || observation === undefined) return []
  const { round } = observation
  const stage = dueVerdictOf(incident)
  return [
    ...effectIf(isAnyProbeOut(incident), {
      key: `observe:${round}`,
      effect: { kind: 'observe', round },
      at: changedAt,
    }),
    ...(stage === undefined
      ? []
      : [{ key: `conclude:${round}:${stage}`, effect: { kind: 'conclude', round, stage }, at: changedAt } as const]),
    ...lookAgainEffects(incident),
    ...effectIf(neverCollected(incident), { key: 'collection', effect: { kind: 'begin-collection' }, at: changedAt }),
    ...incident.collecting.map(
      (collector): PendingEffect => ({
        key: `collect:${collector}`,
        effect: { kind: 'collect', collector },
        at: changedAt,
      }),
    ),
    ...effectIf(incident.awaitsSupportText, {
      key: 'support-text',
      effect: { kind: 'write-support-text' },
      at: changedAt,
    }),
    ...effectIf(isWantedStepDue(incident), { key: 'wanted', effect: { kind: 'request-wanted' }, at: changedAt }),
  ]
}

/** A verdict of figures older than the report is looked at again by the bot itself; how often, the verdict says. */
const lookAgainEffects = (incident: Incident): readonly PendingEffect[] => {
  const { observation, verdict } = incident
  if (observation === undefined || verdict?.provisional === undefined || !isVerdictOfRound(incident, observation.round))
    return []
  const { round } = observation
  return [{ key: `look-again:${round}`, effect: { kind: 'look-again', round }, at: verdict.provisional.lookAgainAt }]
}

const effectIf = (condition: boolean, due: PendingEffect): readonly PendingEffect[] => (condition ? [due] : [])

const neverCollected = ({ collecting, evidence, collectionFailures }: Incident): boolean =>
  collecting.length + evidence.length + collectionFailures.length === 0

/** A step that was asked for in the report itself. */
const isWantedStepDue = ({ wanted, actions }: Incident): boolean => wanted !== undefined && actions.length === 0

const actionEffects = (action: Action, incident: Incident): readonly PendingEffect[] => [
  ...nextEffectsOf(action, incident),
  ...reviewReminderOf(action),
]

/** Whoever broke the glass is waited for by a review, whatever became of the step. */
const reviewReminderOf = ({ id, breakGlassUse }: Action): readonly PendingEffect[] =>
  breakGlassUse === undefined || breakGlassUse.review !== undefined || breakGlassUse.overdue
    ? []
    : [{ key: `remind-review:${id}`, effect: { kind: 'remind-review', action: id }, at: breakGlassUse.reviewBy }]

const nextEffectsOf = (action: Action, incident: Incident): readonly PendingEffect[] => {
  const due = (effect: Effect, at: Instant, key: string = effect.kind): PendingEffect => ({
    key: `${key}:${action.id}`,
    effect,
    at,
  })
  switch (action.status) {
    case 'requested':
      if (isWaitingForWrite(action, incident)) return []
      return [due({ kind: 'plan', action: action.id }, action.requestedAt)]
    case 'proposed':
      return [due({ kind: 'expire', action: action.id }, action.expiresAt ?? action.requestedAt)]
    case 'approved':
      return isEvidenceLocked(action, incident)
        ? []
        : [due({ kind: 'run', action: action.id }, action.requestedAt, 'write')]
    case 'started':
      // Under the same key as `run`: while that is under way here, nobody doubts.
      return [due({ kind: 'doubt', action: action.id }, action.startedAt ?? action.requestedAt, 'write')]
    case 'accepted':
    case 'doubted':
      return [due({ kind: 'look', action: action.id }, (action.startedAt ?? 0) + lookEveryInMs)]
    case 'verifying':
      // What the undo changes would be read as the doing of the step.
      if (isBeingUndone(action, incident)) return []
      return [due({ kind: 'verify', action: action.id }, nextReadingAt(action))]
    case 'recovered':
    case 'done':
    case 'not-recovered':
      return isLeaseRunning(action, incident) && !isBeingUndone(action, incident)
        ? [
            due({ kind: 'end-lease', action: action.id }, action.lease === undefined ? 0 : leaseDueAt(action.lease)),
            ...(action.lease === undefined || action.lease.reminded || action.lease.held !== undefined
              ? []
              : [due({ kind: 'remind-lease', action: action.id }, leaseReminderAt(action.lease))]),
          ]
        : []
    case 'impossible':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'voided':
    case 'handed-over':
    case 'failed':
    case 'collected':
    case 'undone':
      return []
    default:
      return action.status satisfies never
  }
}

/** The evidence lock: what a restart would destroy is taken first, unless somebody has waived it. */
export const isEvidenceLocked = ({ plan, waiver }: Action, incident: Incident): boolean =>
  plan?.destroysEvidence === true &&
  waiver === undefined &&
  (neverCollected(incident) || incident.collecting.length > 0)

const nextReadingAt = ({ verification, finishedAt }: Action): Instant =>
  verification === undefined ? (finishedAt ?? 0) : verification.readAt + readEveryInMs

/** Whether the journal must still wake up for it: not closed, or a step or a lease still running. */
export const hasPendingWork = (incident: Incident): boolean =>
  incident.closed === undefined || incident.actions.some((action) => actionEffects(action, incident).length > 0)

/** When to wake up for it, kept beside the events so that timers survive a crash. */
export const deadlinesOf = (incident: Incident): readonly { readonly key: string; readonly at: Instant }[] =>
  pendingEffects(incident).map(({ key, at }) => ({ key, at }))
