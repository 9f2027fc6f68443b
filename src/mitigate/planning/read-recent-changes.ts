import { type ActivityLogEvent, readActivityLog } from '../../azure/activity-log-reader.ts'
import { resourceGroupOf } from '../../azure/arm-id.ts'
import { isChange } from '../../azure/change-operations.ts'
import { mapConcurrently, readsAtOnce } from '../../azure/map-concurrently.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { RecentChange } from '../../incident/mitigation-plan.ts'

const hourInMs = 60 * 60_000
const maxChanges = 5

/** Writes and actions on the resources in the last hour, newest first. Good to know: what can't be read is left out. */
export const readRecentChanges = async (
  azure: ReadingAzure,
  resources: readonly string[],
  now: Instant,
): Promise<readonly RecentChange[]> => {
  const distinct = [...new Set(resources.map((id) => id.toLowerCase()))]
  const logs = await mapConcurrently(readsAtOnce, distinct, (id) => readLastHour(azure, id, now).catch(nothingOf))
  const changes = new Map<string, RecentChange>()
  for (const { operationName: operation, eventTimestamp: at, correlationId, caller } of logs.flat()) {
    if (!isChange(operation) || !/\/(write|action|delete)$/i.test(operation)) continue
    const key = `${correlationId ?? at}|${operation.toLowerCase()}`
    const known = changes.get(key)
    // One change is several entries: it began with the first.
    if (known === undefined || at < known.at)
      changes.set(key, { at, by: caller ?? '', operation, ...(correlationId ? { correlationId } : {}) })
  }
  return [...changes.values()]
    .toSorted((a, b) => b.at - a.at || (a.operation < b.operation ? -1 : 1))
    .slice(0, maxChanges)
}

const readLastHour = async (azure: ReadingAzure, id: string, now: Instant): Promise<readonly ActivityLogEvent[]> => {
  const { subscriptionId } = resourceGroupOf(id)
  return (await readActivityLog(azure, { subscriptionId, from: now - hourInMs, resource: id })).items
}

const nothingOf = (error: unknown): readonly ActivityLogEvent[] => {
  if (error instanceof AzureError) return []
  throw error
}
