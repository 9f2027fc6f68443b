import { mapConcurrently } from '../azure/map-concurrently.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { StateFinding } from '../incident/finding.ts'
import { wholeOf } from './instances.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import {
  type Instance,
  instanceFinding,
  instancePath,
  instanceSource,
  isWhole,
  listInstances,
} from './sources/instance-state.ts'
import { byName } from './sources/listed-site.ts'
import { readAppProcesses } from './sources/read-processes.ts'
import type { Probe } from './types.ts'

/** Ours: each takes two reads, and on Linux the instances take more. */
export const mostInstancesLookedInto = ({ os }: AppRef): number => (os === 'linux' ? 1 : 2)

const needs = ['Microsoft.Web/sites/instances/processes/read']
const maxConcurrent = 4
/** Kudu answers for processes, and a sick instance's Kudu may hang. */
const processesInMs = 6_000

/** Since when does the app run? Of a few instances: when one begins anew, the others mostly do as well. */
export const processesProbe: Probe = {
  id: 'processes',
  detailOnly: true,
  yields: true,
  noHistory: true,
  deadlineInMs: 15_000,
  needs,
  portal: ({ app }) => portalUrlOf(app, app.id, 'scaleOut'),
  async observe(azure, { app }, signal) {
    const list = await listInstances(azure, app, signal)
    const parts = createPartialResults(azure, signal)
    return parts.toOutput(await lookInto(azure, { app, instances: list.slice(0, mostInstancesLookedInto(app)), parts }))
  },
}

interface LookInto {
  readonly app: AppRef
  readonly instances: readonly Instance[]
  readonly parts: PartialResults
}

export async function lookInto(
  azure: ReadingAzure,
  { app, instances, parts }: LookInto,
): Promise<readonly StateFinding[]> {
  const found = await mapConcurrently(maxConcurrent, instances, async (one) => {
    // Of an instance that the list says too little of, `instances` asks the same: it costs no read.
    const [whole, seen] = await Promise.all([
      isWhole(one, app) ? one : wholeOf(azure, { app, one, parts }),
      parts.optional({
        source: `${instanceSource(one)}/processes`,
        needs,
        scope: app.id,
        inMs: processesInMs,
        ask: (soon) => readAppProcesses(azure, instancePath(app, one), soon).catch(noneWhereStopped),
      }),
    ])
    const { count = null, startedAt = null } = seen ?? {}
    return [instanceFinding(app, whole, { processes: count, startedAt })]
  })
  return found.flat().toSorted(byName)
}

/** An instance that does not run the app has no processes to list. */
function noneWhereStopped(error: unknown): undefined {
  if (error instanceof AzureError && error.kind === 'not-found') return undefined
  throw error
}
