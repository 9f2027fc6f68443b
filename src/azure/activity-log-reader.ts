import { z } from 'zod'
import type { Instant } from '../incident/finding.ts'
import { callerName } from '../redaction/caller-name.ts'
import { instantShape, localizableValue } from './answer-fields.ts'
import { listResources, type ResourceList } from './arm-reader.ts'
import type { AnswerSharing, ReadingAzure } from './types.ts'

const activityLogEvent = z.object({
  eventTimestamp: instantShape,
  operationName: localizableValue,
  status: localizableValue,
  subStatus: localizableValue,
  category: localizableValue,
  caller: z.string().transform(callerName).nullish(),
  resourceId: z.string().nullish(),
  correlationId: z.string().nullish(),
  httpRequest: z.object({ clientRequestId: z.string().nullish() }).nullish(),
})

/** An entry of Azure's activity log. Azure writes Started, Accepted and Succeeded of one operation as entries of their own. */
export type ActivityLogEvent = z.infer<typeof activityLogEvent>

export interface ActivityLogRequest extends ActivityLogFilter {
  readonly subscriptionId: string
  /** The fields that Azure is to send; all of them where absent. */
  readonly select?: readonly (keyof ActivityLogEvent)[]
  readonly mostPages?: number
  readonly signal?: AbortSignal
  readonly sharing?: AnswerSharing
}

/** Azure takes a time and one narrowing more. */
export interface ActivityLogFilter {
  readonly from: Instant
  readonly to?: Instant
  /** ARM id. */
  readonly resource?: string
  /** Name. */
  readonly resourceGroup?: string
  /** `Microsoft.Network`. */
  readonly provider?: string
}

/**
 * Reads a subscription's activity log, newest first. Azure shows an event 3 to 20 minutes after it happened; which of
 * them count, the caller decides. Throws `AzureError`.
 */
export const readActivityLog = (
  azure: ReadingAzure,
  { subscriptionId, select, ...asked }: ActivityLogRequest,
): Promise<ResourceList<ActivityLogEvent>> => {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values`
  const query = { $filter: filterFor(asked), ...(select === undefined ? {} : { $select: select.join(',') }) }
  return listResources(azure, { ...asked, path, query }, activityLogEvent)
}

const filterFor = ({ from, to, resource, resourceGroup, provider }: ActivityLogFilter): string =>
  [
    `eventTimestamp ge '${new Date(from).toISOString()}'`,
    ...(to === undefined ? [] : [`eventTimestamp le '${new Date(to).toISOString()}'`]),
    ...(resource === undefined ? [] : [`resourceUri eq '${resource}'`]),
    ...(resourceGroup === undefined ? [] : [`resourceGroupName eq '${resourceGroup}'`]),
    ...(provider === undefined ? [] : [`resourceProvider eq '${provider}'`]),
  ].join(' and ')
