import { type ActivityLogEvent, readActivityLog } from '../../azure/activity-log-reader.ts'
import { resourceGroupOf } from '../../azure/arm-id.ts'
import { isChange } from '../../azure/change-operations.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { StartedStep } from '../types.ts'

/** What the activity log has of a write of ours. */
export type WriteTrace =
  | { readonly is: 'succeeded' }
  | { readonly is: 'failed'; readonly code: string }
  /** Begun or accepted, no end yet. */
  | { readonly is: 'running' }
  /** The log reaches well past our write and has nothing of it: Azure never got it. */
  | { readonly is: 'absent' }
  | { readonly is: 'unsure' }

/** Azure: "usually available within 3 to 20 minutes of the event". Only past that does its silence say anything. */
export const activityLogDelayInMs = 20 * 60_000

/** Our clock and Azure's may differ. */
const skewInMs = 5 * 60_000

export interface WriteTraces {
  readonly ours: WriteTrace
  /** Somebody else has changed one of the resources since about when ours was sent. */
  readonly others: boolean
}

/** Any resource ids of one resource group, that was written to. */
export const readWriteTraces = async (
  azure: ReadingAzure,
  resources: readonly string[],
  started: StartedStep,
): Promise<WriteTraces> => {
  const [resource = ''] = resources
  const { subscriptionId, name: resourceGroup } = resourceGroupOf(resource)
  // Before the events themselves: one that arrives in between must not be missed.
  const reachesPast = await logReaches(azure, subscriptionId, started.at + activityLogDelayInMs)
  const from = started.at - skewInMs
  const { items, complete } = await readActivityLog(azure, { subscriptionId, from, resourceGroup })
  const ours = items.filter((one) => isOurs(one, started.correlationId))
  const others = items.some((one) => !ours.includes(one) && isSuccessfulChange(one, resources))
  if (ours.length > 0) return { ours: outcomeOf(ours), others }
  return { ours: reachesPast && complete ? { is: 'absent' } : { is: 'unsure' }, others }
}

/** A write that did not fail, on the resource or on what belongs to it; a slot is an app of its own. */
const isSuccessfulChange = (
  { resourceId, operationName, status }: ActivityLogEvent,
  resources: readonly string[],
): boolean => {
  if (status === 'Failed' || !isChange(operationName)) return false
  const id = (resourceId ?? '').toLowerCase()
  return resources
    .map((resource) => resource.toLowerCase())
    .some((resource) => id === resource || (id.startsWith(`${resource}/`) && !id.startsWith(`${resource}/slots/`)))
}

/** True where the log shows anything at all, of anybody in the subscription, from that time or later. */
const logReaches = async (azure: ReadingAzure, subscriptionId: string, at: Instant): Promise<boolean> => {
  const { items } = await readActivityLog(azure, { subscriptionId, from: at, mostPages: 1 })
  return items.some(({ eventTimestamp }) => eventTimestamp >= at)
}

const isOurs = ({ correlationId, httpRequest }: ActivityLogEvent, ours: string): boolean =>
  [correlationId, httpRequest?.clientRequestId].some((id) => id?.toLowerCase() === ours.toLowerCase())

const outcomeOf = (events: readonly ActivityLogEvent[]): WriteTrace => {
  const failed = events.find((one) => one.status === 'Failed')
  if (failed !== undefined) return { is: 'failed', code: failed.subStatus || '?' }
  return events.some((one) => one.status === 'Succeeded') ? { is: 'succeeded' } : { is: 'running' }
}
