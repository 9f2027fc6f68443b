import { z } from 'zod'
import { nullableText, optionalInstant } from '../azure/answer-fields.ts'
import { resourceLabelOf } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import { mapConcurrently } from '../azure/map-concurrently.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Instant, StateFinding } from '../incident/finding.ts'
import { sanitizeLine } from '../redaction/sanitize-line.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import { byName } from './sources/listed-site.ts'
import { isSharedTier, readPlanTier } from './sources/plan-tier.ts'
import { isAppProcess, isWorkerProcess, type ListedProcess, readProcesses } from './sources/read-processes.ts'
import { NotOffered, type Probe } from './types.ts'

const instance = z.object({
  name: z.string(),
  properties: z
    .object({
      state: nullableText,
      machineName: z.string().nullish(),
      containers: z.record(z.string(), z.unknown()).nullish(),
      // Linux alone tells why a container did not start; the details are the better half.
      lastError: nullableText,
      lastErrorDetails: nullableText,
      lastErrorTimestamp: optionalInstant,
    })
    .nullish(),
})
type Instance = z.infer<typeof instance>

const maxConcurrent = 8
/** Kudu answers for processes, and a sick instance's Kudu may hang; then the state is shown without them. */
const processesInMs = 6_000

/** Which instances does the app run on, are they ready, and since when do they run? */
export const instancesProbe: Probe = {
  id: 'instances',
  noHistory: true,
  deadlineInMs: 15_000,
  needs: ['Microsoft.Web/sites/instances/read', 'Microsoft.Web/sites/instances/processes/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'scaleOut'),
  async observe(azure, { app }, signal) {
    const list = await listOf(azure, app, signal)
    const parts = createPartialResults(azure, signal)
    const found = await parts.required(() =>
      mapConcurrently(maxConcurrent, list, (one) => lookAt(azure, { app, one, parts })),
    )
    if (list.length === 0) parts.addGap(messageOf('probe.instances.none', { app: resourceLabelOf(app.id) }))
    return parts.toOutput([...found].sort(byName))
  },
}

/** Free and Shared apps run on workers of many customers: Azure names none, or refuses to. */
async function listOf(azure: ReadingAzure, app: AppRef, signal: AbortSignal): Promise<readonly Instance[]> {
  const asked = { path: `${app.id}/instances`, signal }
  const list = await listResources(azure, asked, instance)
    .then(({ items }) => items)
    .catch((error: unknown) => {
      if (error instanceof AzureError && ['rejected', 'conflict', 'not-found'].includes(error.kind)) return error
      throw error
    })
  if (!(list instanceof AzureError) && list.length > 0) return list
  const tier = await readPlanTier(azure, app.planId, signal).catch(() => undefined)
  if (tier !== undefined && isSharedTier(tier)) throw new NotOffered(messageOf('probe.not-offered.instances', { tier }))
  if (list instanceof AzureError) throw list
  return list
}

interface At {
  readonly app: AppRef
  readonly one: Instance
  readonly parts: PartialResults
}

async function lookAt(azure: ReadingAzure, { app, one, parts }: At): Promise<StateFinding> {
  const path = `${app.id}/instances/${one.name}`
  const source = `instances/${one.properties?.machineName ?? one.name.slice(0, 8)}`
  const [asked, processes] = await Promise.all([
    isWhole(one, app)
      ? one
      : parts.optional({
          source,
          needs: ['Microsoft.Web/sites/instances/read'],
          scope: app.id,
          ask: (soon) => readResource(azure, { path, signal: soon }, instance),
        }),
    parts.optional({
      source: `${source}/processes`,
      needs: ['Microsoft.Web/sites/instances/processes/read'],
      scope: app.id,
      inMs: processesInMs,
      ask: (soon) => readProcesses(azure, path, soon).catch(noneWhereStopped),
    }),
  ])
  return findingOf(one, { whole: asked ?? one, processes, isLinux: app.os === 'linux' })
}

/** An instance that does not run the app has no processes to list. */
function noneWhereStopped(error: unknown): undefined {
  if (error instanceof AzureError && error.kind === 'not-found') return undefined
  throw error
}

/**
 * The list may say UNKNOWN of a healthy instance, and leave out what a single one says of its containers: neither is
 * believed before the instance itself was asked.
 */
const isWhole = ({ properties }: Instance, { os }: AppRef): boolean =>
  !/^(unknown)?$/i.test(properties?.state ?? '') &&
  (os === 'windows' || Object.keys(properties?.containers ?? {}).length > 0)

interface Known {
  readonly whole: Instance
  readonly processes: readonly ListedProcess[] | undefined
  readonly isLinux: boolean
}

function findingOf({ name }: Instance, { whole, processes, isLinux }: Known): StateFinding {
  const own = processes?.filter(isAppProcess)
  const containers = whole.properties?.containers
  const startedAt = own === undefined ? null : oldest(own.some(isWorkerProcess) ? own.filter(isWorkerProcess) : own)
  return {
    kind: 'state',
    of: 'instance',
    // What metrics call it, where Azure tells; the id is what ARM calls it.
    name: whole.properties?.machineName ?? name,
    properties: {
      id: name,
      state: whole.properties?.state ?? 'UNKNOWN',
      processes: own?.length ?? null,
      startedAt,
      ...(isLinux ? { containers: containers == null ? null : Object.keys(containers).length } : {}),
      ...(isLinux ? { lastError: whyNotRunning(whole, startedAt) } : {}),
    },
  }
}

/** Azure keeps the last error of a container that has started since: it says nothing of one that runs and is younger. */
function whyNotRunning({ properties }: Instance, startedAt: Instant | null): string | null {
  const { state, containers, lastError, lastErrorDetails, lastErrorTimestamp: at } = properties ?? {}
  const isUp = /^(ready|started)$/i.test(state ?? '') || Object.keys(containers ?? {}).length > 0
  if (isUp && (at === undefined || startedAt === null || at <= startedAt)) return null
  return sanitizeLine([lastErrorDetails, lastError].filter(Boolean).join(' ')) || null
}

function oldest(processes: readonly ListedProcess[]): number | null {
  const starts = processes.flatMap(({ properties }) => properties?.start_time ?? [])
  return starts.length === 0 ? null : Math.min(...starts)
}
