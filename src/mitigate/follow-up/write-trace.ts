import { z } from 'zod'
import { getResource, listResources } from '../../azure/arm-list-reader.ts'
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

const activityLogApiVersion = '2015-04-01'

const localizable = z.object({ value: z.string().nullish() }).nullish()

const activityLogEvent = z.object({
  eventTimestamp: z.string(),
  resourceId: z.string().nullish(),
  operationName: localizable,
  correlationId: z.string().nullish(),
  httpRequest: z.object({ clientRequestId: z.string().nullish() }).nullish(),
  status: localizable,
  subStatus: localizable,
})
type ActivityLogEvent = z.infer<typeof activityLogEvent>

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
  const scope = scopeOf(resource)
  // Before the events themselves: one that arrives in between must not be missed.
  const reachesPast = await logReaches(azure, scope.path, started.at + activityLogDelayInMs)
  const filter = `eventTimestamp ge '${iso(started.at - skewInMs)}' and resourceGroupName eq '${scope.resourceGroup}'`
  const { items, complete } = await listResources(
    azure,
    { path: scope.path, version: activityLogApiVersion, filter },
    activityLogEvent,
  )
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
  if (status?.value === 'Failed' || !/\/(write|delete|action)$/i.test(operationName?.value ?? '')) return false
  const id = (resourceId ?? '').toLowerCase()
  return resources
    .map((resource) => resource.toLowerCase())
    .some((resource) => id === resource || (id.startsWith(`${resource}/`) && !id.startsWith(`${resource}/slots/`)))
}

/** True where the log shows anything at all, of anybody in the subscription, from that time or later. */
const logReaches = async (azure: ReadingAzure, path: string, at: Instant): Promise<boolean> => {
  const page = z.object({ value: z.array(activityLogEvent) })
  const ask = { path, version: activityLogApiVersion, filter: `eventTimestamp ge '${iso(at)}'` }
  const { value } = await getResource(azure, ask, page)
  return value.some(({ eventTimestamp }) => Date.parse(eventTimestamp) >= at)
}

const isOurs = ({ correlationId, httpRequest }: ActivityLogEvent, ours: string): boolean =>
  [correlationId, httpRequest?.clientRequestId].some((id) => id?.toLowerCase() === ours.toLowerCase())

const outcomeOf = (events: readonly ActivityLogEvent[]): WriteTrace => {
  const failed = events.find((one) => one.status?.value === 'Failed')
  if (failed !== undefined) return { is: 'failed', code: failed.subStatus?.value || '?' }
  return events.some((one) => one.status?.value === 'Succeeded') ? { is: 'succeeded' } : { is: 'running' }
}

const scopeOf = (resource: string): { path: string; resourceGroup: string } => {
  const [, , subscription = '', , resourceGroup = ''] = resource.split('/')
  return {
    path: `/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`,
    resourceGroup,
  }
}

const iso = (at: Instant): string => new Date(at).toISOString()
