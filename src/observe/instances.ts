import { z } from 'zod'
import type { ReadingAzure } from '../azure/types.ts'
import type { StateFinding } from '../incident/finding.ts'
import type { Probe } from './types.ts'
import { atMost } from './wire/at-most.ts'
import { ifInTime } from './wire/before.ts'
import { isOfApp, isWorker, readProcesses } from './wire/processes.ts'
import { read, readAll, webApi } from './wire/read.ts'
import { text } from './wire/shapes.ts'

const instance = z.object({
  name: z.string(),
  properties: z.object({ state: text, machineName: z.string().nullish() }).nullish(),
})
type Instance = z.infer<typeof instance>

const atOnce = 8
/** Kudu answers for processes, and a sick instance's Kudu may hang; then the state is shown without them. */
const processesInMs = 6_000

/** Which instances does the app run on, are they ready, and since when do they run? */
export const instances: Probe = {
  id: 'instances',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Web/sites/instances/read', 'Microsoft.Web/sites/instances/processes/read'],
  async look(azure, { app }, signal) {
    const path = `${app.id}/instances`
    const list = await readAll(azure, { path, query: { 'api-version': webApi }, signal }, instance)
    const found = await atMost(atOnce, list, (one) => lookAt(azure, { path: `${path}/${one.name}`, one }, signal))
    return [...found].sort((left, right) => (left.name < right.name ? -1 : 1))
  },
}

async function lookAt(
  azure: ReadingAzure,
  { path, one }: { path: string; one: Instance },
  signal: AbortSignal,
): Promise<StateFinding> {
  const [whole, processes] = await Promise.all([
    one.properties?.state ? one : read(azure, { path, query: { 'api-version': webApi }, signal }, instance),
    ifInTime(signal, processesInMs, (soon) => readProcesses(azure, path, soon)),
  ])
  const own = processes?.filter(isOfApp)
  return {
    kind: 'state',
    of: 'instance',
    // What metrics call it, where Azure tells; the id is what ARM calls it.
    name: whole.properties?.machineName ?? one.name,
    properties: {
      id: one.name,
      state: whole.properties?.state ?? 'UNKNOWN',
      processes: own?.length ?? null,
      startedAt: own === undefined ? null : oldest(own.some(isWorker) ? own.filter(isWorker) : own),
    },
  }
}

function oldest(processes: Awaited<ReturnType<typeof readProcesses>>): number | null {
  const starts = processes.flatMap(({ properties }) => properties?.start_time ?? [])
  return starts.length === 0 ? null : Math.min(...starts)
}
