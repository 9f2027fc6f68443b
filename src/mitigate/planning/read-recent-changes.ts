import { z } from 'zod'
import { listResources, mapInBatches } from '../../azure/arm-list-reader.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { RecentChange } from '../../incident/mitigation-plan.ts'

const localizable = z.object({ value: z.string().nullish() }).nullish()
const activityLogEvent = z.object({
  eventTimestamp: z.string(),
  caller: z.string().nullish(),
  operationName: localizable,
  status: localizable,
  correlationId: z.string().nullish(),
})
type ActivityLogEvent = z.infer<typeof activityLogEvent>

const hourInMs = 60 * 60_000
const maxChanges = 5

/** Writes and actions on the resources in the last hour, newest first. Good to know: what can't be read is left out. */
export const readRecentChanges = async (
  azure: ReadingAzure,
  resources: readonly string[],
  now: Instant,
): Promise<readonly RecentChange[]> => {
  const distinct = [...new Set(resources.map((id) => id.toLowerCase()))]
  const logs = await mapInBatches(distinct, (id) => readActivityLog(azure, id, now).catch(nothingOf))
  const changes = new Map<string, RecentChange>()
  for (const one of logs.flat()) {
    const operation = one.operationName?.value ?? ''
    if (!/\/(write|action|delete)$/i.test(operation)) continue
    const at = Date.parse(one.eventTimestamp)
    const key = `${one.correlationId ?? at}|${operation.toLowerCase()}`
    const known = changes.get(key)
    // One change is several entries: it began with the first.
    if (known === undefined || at < known.at) changes.set(key, { at, by: one.caller ?? '', operation })
  }
  return [...changes.values()]
    .toSorted((a, b) => b.at - a.at || (a.operation < b.operation ? -1 : 1))
    .slice(0, maxChanges)
}

const readActivityLog = async (azure: ReadingAzure, id: string, now: Instant): Promise<readonly ActivityLogEvent[]> => {
  const [, , subscription = ''] = id.split('/')
  const path = `/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`
  const since = new Date(now - hourInMs).toISOString()
  const filter = `eventTimestamp ge '${since}' and resourceUri eq '${id}'`
  return (await listResources(azure, { path, version: '2015-04-01', filter }, activityLogEvent)).items
}

const nothingOf = (error: unknown): readonly ActivityLogEvent[] => {
  if (error instanceof AzureError) return []
  throw error
}
