import { type ActivityLogEvent, readActivityLog } from '../azure/activity-log-reader.ts'
import { productionIdOf } from '../azure/arm-id.ts'
import { isChange } from '../azure/change-operations.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { sharedForMinute } from '../azure/shared-answers.ts'
import type { ChangeFinding, ChangeType } from '../incident/finding.ts'
import { sanitizeLine } from '../redaction/sanitize-line.ts'
import type { ObservationTarget, Probe } from './types.ts'

/** The claims of the caller are personal, and most of the answer: they are not asked for. */
export const activityFields = [
  'eventTimestamp',
  'operationName',
  'status',
  'category',
  'caller',
  'resourceId',
  'correlationId',
] as const satisfies readonly (keyof ActivityLogEvent)[]

/** As far as the metrics are looked back on: what began before the window was changed before it. */
export const activityLookBackInMs = 48 * 3_600_000
/** More than that is a machine at work, and the latest of it says enough. */
const mostChanges = 60

/** Who changed the app, its slot or its plan, whoever it was and by whatever way? */
export const activityLogProbe: Probe = {
  id: 'activity-log',
  spokenAs: 'activity log*, activiteitenlog*',
  covers: 'changes',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/eventtypes/values/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'eventlogs'),
  async observe(azure, target, signal) {
    const { subscriptionId } = target.app
    const to = target.window.to
    const from = to - activityLookBackInMs
    const logs = await Promise.all(
      resources(target).map((resource) =>
        readActivityLog(azure, {
          subscriptionId,
          from,
          to,
          resource,
          select: activityFields,
          signal,
          ...sharingOf(target, resource),
        }),
      ),
    )
    return changesIn(logs.flatMap(({ items }) => items)).slice(-mostChanges)
  },
}

/** Oldest first. */
export function changesIn(entries: readonly ActivityLogEvent[]): ChangeFinding[] {
  const changes = new Map<string, ActivityLogEvent[]>()
  for (const entry of entries.filter(isChangeEntry)) {
    const key = [entry.correlationId, entry.operationName, entry.resourceId].join('|').toLowerCase()
    changes.set(key, [...(changes.get(key) ?? []), entry])
  }
  return [...changes.values()].map(merge).sort(inOrder)
}

/** A slot's swap is written with the app it belongs to, so that is asked for too. */
const resources = ({ app }: ObservationTarget): readonly string[] => [
  ...new Set([app.id, productionIdOf(app.id), app.planId]),
]

/** What was done to the plan, every app on it asks. */
const sharingOf = ({ app }: ObservationTarget, resource: string) =>
  resource === app.planId ? { sharing: sharedForMinute } : {}

/** Azure writes Started, Accepted and Succeeded as entries of their own; together they are one change. */
function merge(entries: readonly ActivityLogEvent[]): ChangeFinding {
  const [first] = [...entries].sort((left, right) => left.eventTimestamp - right.eventTimestamp)
  if (first === undefined) throw new Error('a change without entries')
  const caller = entries.find((entry) => entry.caller)?.caller
  const [, inNetwork] = /\/providers\/microsoft\.network\/(.+)$/i.exec(first.resourceId ?? '') ?? []
  return {
    kind: 'change',
    change: changeTypeOf(first.operationName),
    at: first.eventTimestamp,
    of: inNetwork === undefined ? (/\/serverfarms\//i.test(first.resourceId ?? '') ? 'plan' : 'app') : 'network',
    ...(caller ? { by: caller } : {}),
    operation: first.operationName,
    ...(inNetwork === undefined ? targetOf(first) : { target: sanitizeLine(inNetwork) }),
    status: statusOf(entries),
    ...(first.correlationId ? { correlationId: first.correlationId } : {}),
  }
}

const belowPattern = /\/providers\/Microsoft\.Web\/(?:sites\/[^/]+(?:\/slots\/[^/]+)?|serverfarms\/[^/]+)\/(.+)$/i

/** What of the app or plan it was: Azure writes the resource's own id, `…/sites/contoso-web/config/authsettingsV2`. */
function targetOf({ resourceId }: ActivityLogEvent): Pick<ChangeFinding, 'target'> {
  const target = belowPattern.exec(resourceId ?? '')?.[1]
  return target === undefined ? {} : { target }
}

function statusOf(entries: readonly ActivityLogEvent[]): ChangeFinding['status'] {
  if (entries.some(({ status }) => /^failed$/i.test(status))) return 'failed'
  return entries.some(({ status }) => /^succeeded$/i.test(status)) ? 'succeeded' : 'running'
}

const inOrder = (left: ChangeFinding, right: ChangeFinding): number =>
  left.at - right.at || (key(left) < key(right) ? -1 : 1)

const key = ({ operation, correlationId }: ChangeFinding): string => `${operation} ${correlationId ?? ''}`

/** The first that fits counts. Operations arrive in any case. */
const changePatterns: readonly (readonly [RegExp, ChangeType])[] = [
  [/\/(slotsswap|applyslotconfig|resetslotconfig)\/action$/, 'swap'],
  [/\/(restart|restartsites|reboot|recycle)\/action$|\/processes\/delete$/, 'restart'],
  [/\/start\/action$/, 'start'],
  [/\/stop\/action$/, 'stop'],
  // A template writes the settings that stand in it; the code is deployed by others.
  [/^microsoft\.resources\/deployments\//, 'configuration'],
  [
    /\/(deployments|extensions|onedeploy|publish|sourcecontrols|containers)(\/|$)|\/(zipdeploy|sync)\/action$/,
    'deployment',
  ],
  [/autoscalesettings\/scale(up|down|in|out)/, 'scale'],
  [/\/serverfarms\/write$/, 'scale'],
  [
    /\/(sites|slots|config|appsettings|connectionstrings|hostnamebindings|networkconfig|virtualnetworkconnections|autoscalesettings)\/(write|delete)$/,
    'configuration',
  ],
]

const changeTypeOf = (operation: string): ChangeType =>
  changePatterns.find(([pattern]) => pattern.test(operation.toLowerCase()))?.[1] ?? 'other'

/** Alerts, policy and health stand in the same log; only what somebody did, or autoscale, is a change. */
const isChangeEntry = ({ operationName, category }: ActivityLogEvent): boolean =>
  isChange(operationName) && /^(administrative|autoscale|)$/i.test(category)
