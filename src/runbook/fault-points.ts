import type { IncidentEvent } from '../incident/event.ts'

/**
 * Every await on the way of a step, named after what has just been done. Where a process ends at one of them, the next
 * one must send nothing twice and tell the right story: `test/faults` ends a process at each.
 */
export const faultPoints = [
  'request-journaled',
  'plan-read',
  'proposal-journaled',
  'approval-journaled',
  'state-read',
  'intent-journaled',
  'call-sent', // begun; whether Azure has it, nobody knows yet
  'call-answered',
  'dump-streaming', // some of it has come, and more is to come
  'dump-kept', // whole on the disk, not yet in the journal
  'acceptance-journaled',
  'doubt-journaled',
  'looked', // Azure has told how far it is, not yet in the journal
  'result-journaled',
  'verification-begun',
  'limits-read',
  'verification-read',
  'verification-finished',
  'lease-started',
  'lease-reminded',
  'return-requested',
  'lease-ended',
] as const
export type FaultPoint = (typeof faultPoints)[number]

/** What has just been journaled, as a fault point. */
export const faultPointsAfter = (events: readonly IncidentEvent[]): readonly FaultPoint[] =>
  events.flatMap((event) => pointAfter(event) ?? [])

const pointAfter = (event: IncidentEvent): FaultPoint | undefined =>
  event.type === 'StepRequested' && event.by.kind === 'lease' ? 'return-requested' : pointByEventType[event.type]

const pointByEventType: Readonly<Partial<Record<IncidentEvent['type'], FaultPoint>>> = {
  StepRequested: 'request-journaled',
  ActionProposed: 'proposal-journaled',
  ActionApproved: 'approval-journaled',
  MitigationStarted: 'intent-journaled',
  MitigationAccepted: 'acceptance-journaled',
  MitigationDoubted: 'doubt-journaled',
  MitigationFinished: 'result-journaled',
  VerificationStarted: 'verification-begun',
  VerificationRead: 'verification-read',
  VerificationFinished: 'verification-finished',
  LeaseStarted: 'lease-started',
  LeaseReminded: 'lease-reminded',
  LeaseEnded: 'lease-ended',
}
