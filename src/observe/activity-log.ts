import { z } from 'zod'
import type { ReadingAzure } from '../azure/types.ts'
import type { ChangeFinding, Window } from '../incident/finding.ts'
import type { Probe, Target } from './types.ts'
import { changeOf, isChange } from './wire/operations.ts'
import { portalOf } from './wire/portal.ts'
import { readAll } from './wire/read.ts'
import { instant, localizable } from './wire/shapes.ts'
import { untrusted } from './wire/untrusted.ts'

const event = z.object({
  eventTimestamp: instant,
  operationName: localizable,
  status: localizable,
  category: localizable,
  caller: z.string().nullish(),
  resourceId: z.string().nullish(),
  correlationId: z.string().nullish(),
})
type Event = z.infer<typeof event>

/** Who changed the app, its slot or its plan, whoever it was and by whatever way? */
export const activityLog: Probe = {
  id: 'activity-log',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/eventtypes/values/read'],
  portal: ({ app }) => portalOf(app, app.id, 'eventlogs'),
  async look(azure, target, signal) {
    const logs = await Promise.all(resources(target).map((id) => readLog(azure, { target, id }, signal)))
    const changes = new Map<string, Event[]>()
    for (const entry of logs.flat().filter((one) => isChange(one.operationName, one.category))) {
      const key = [entry.correlationId, entry.operationName, entry.resourceId].join('|').toLowerCase()
      changes.set(key, [...(changes.get(key) ?? []), entry])
    }
    return [...changes.values()].map(merge).sort(inOrder)
  },
}

/** A slot's swap is written with the app it belongs to, so that is asked for too. */
const resources = ({ app }: Target): readonly string[] => [
  ...new Set([app.id, app.id.replace(/\/slots\/[^/]+$/i, ''), app.planId]),
]

function readLog(
  azure: ReadingAzure,
  { target, id }: { target: Target; id: string },
  signal: AbortSignal,
): Promise<readonly Event[]> {
  const path = `/subscriptions/${target.app.subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values`
  const query = {
    'api-version': '2015-04-01',
    $filter: `${within(target.window)} and resourceUri eq '${id}'`,
    // The claims of the caller are personal, and most of the answer: they are not asked for.
    $select: 'eventTimestamp,operationName,status,category,caller,resourceId,correlationId',
  }
  return readAll(azure, { path, query, signal }, event)
}

const within = ({ from, to }: Window): string =>
  `eventTimestamp ge '${new Date(from).toISOString()}' and eventTimestamp le '${new Date(to).toISOString()}'`

/** Azure writes Started, Accepted and Succeeded as entries of their own; together they are one change. */
function merge(entries: readonly Event[]): ChangeFinding {
  const [first] = [...entries].sort((left, right) => left.eventTimestamp - right.eventTimestamp)
  if (first === undefined) throw new Error('a change without entries')
  const caller = entries.find((entry) => entry.caller)?.caller
  return {
    kind: 'change',
    change: changeOf(first.operationName),
    at: first.eventTimestamp,
    of: /\/serverfarms\//i.test(first.resourceId ?? '') ? 'plan' : 'app',
    ...(caller ? { by: untrusted(caller) } : {}),
    operation: first.operationName,
    status: statusOf(entries),
    ...(first.correlationId ? { correlationId: first.correlationId } : {}),
  }
}

function statusOf(entries: readonly Event[]): ChangeFinding['status'] {
  if (entries.some(({ status }) => /^failed$/i.test(status))) return 'failed'
  return entries.some(({ status }) => /^succeeded$/i.test(status)) ? 'succeeded' : 'running'
}

const inOrder = (left: ChangeFinding, right: ChangeFinding): number =>
  left.at - right.at || (key(left) < key(right) ? -1 : 1)

const key = ({ operation, correlationId }: ChangeFinding): string => `${operation} ${correlationId ?? ''}`
