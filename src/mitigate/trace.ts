import { z } from 'zod'
import type { ReadingAzure } from '../azure/types.ts'
import type { Instant } from '../incident/finding.ts'
import { readList, readOne } from './read.ts'
import type { Started } from './types.ts'

/** What the activity log has of a write of ours. */
export type Trace =
  | { readonly is: 'succeeded' }
  | { readonly is: 'failed'; readonly code: string }
  /** Begun or accepted, no end yet. */
  | { readonly is: 'running' }
  /** The log reaches well past our write and has nothing of it: Azure never got it. */
  | { readonly is: 'absent' }
  | { readonly is: 'unsure' }

/** Azure: "usually available within 3 to 20 minutes of the event". Only past that does its silence say anything. */
export const logMarginInMs = 20 * 60_000

/** Our clock and Azure's may differ. */
const skewInMs = 5 * 60_000

const api = '2015-04-01'

const localizable = z.object({ value: z.string().nullish() }).nullish()

const event = z.object({
  eventTimestamp: z.string(),
  resourceId: z.string().nullish(),
  operationName: localizable,
  correlationId: z.string().nullish(),
  httpRequest: z.object({ clientRequestId: z.string().nullish() }).nullish(),
  status: localizable,
  subStatus: localizable,
})
type Event = z.infer<typeof event>

export interface Traces {
  readonly ours: Trace
  /** Somebody else has changed one of the resources since about when ours was sent. */
  readonly others: boolean
}

/** Any resource ids of one resource group, that was written to. */
export const readTraces = async (
  azure: ReadingAzure,
  resources: readonly string[],
  started: Started,
): Promise<Traces> => {
  const [resource = ''] = resources
  const scope = scopeOf(resource)
  // Before the events themselves: one that arrives in between must not be missed.
  const reachesPast = await logReaches(azure, scope.path, started.at + logMarginInMs)
  const filter = `eventTimestamp ge '${iso(started.at - skewInMs)}' and resourceGroupName eq '${scope.resourceGroup}'`
  const { items, complete } = await readList(azure, { path: scope.path, version: api, filter }, event)
  const ours = items.filter((one) => isOurs(one, started.correlationId))
  const others = items.some((one) => !ours.includes(one) && changed(one, resources))
  if (ours.length > 0) return { ours: outcomeOf(ours), others }
  return { ours: reachesPast && complete ? { is: 'absent' } : { is: 'unsure' }, others }
}

/** A write that did not fail, on the resource or on what belongs to it; a slot is an app of its own. */
const changed = ({ resourceId, operationName, status }: Event, resources: readonly string[]): boolean => {
  if (status?.value === 'Failed' || !/\/(write|delete|action)$/i.test(operationName?.value ?? '')) return false
  const id = (resourceId ?? '').toLowerCase()
  return resources
    .map((resource) => resource.toLowerCase())
    .some((resource) => id === resource || (id.startsWith(`${resource}/`) && !id.startsWith(`${resource}/slots/`)))
}

/** True where the log shows anything at all, of anybody in the subscription, from that time or later. */
const logReaches = async (azure: ReadingAzure, path: string, at: Instant): Promise<boolean> => {
  const page = z.object({ value: z.array(event) })
  const ask = { path, version: api, filter: `eventTimestamp ge '${iso(at)}'` }
  const { value } = await readOne(azure, ask, page)
  return value.some(({ eventTimestamp }) => Date.parse(eventTimestamp) >= at)
}

const isOurs = ({ correlationId, httpRequest }: Event, ours: string): boolean =>
  [correlationId, httpRequest?.clientRequestId].some((id) => id?.toLowerCase() === ours.toLowerCase())

const outcomeOf = (events: readonly Event[]): Trace => {
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
