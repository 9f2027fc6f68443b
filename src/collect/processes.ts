import { z } from 'zod'
import { listResources } from '../azure/arm-reader.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { explainFailure } from '../observe/running/explain-failure.ts'
import { fetchEach } from '../observe/sources/fetch-each.ts'
import { isAppProcess, type ListedProcess, readProcesses } from '../observe/sources/read-processes.ts'
import { jsonFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const instance = z.object({ name: z.string() })
const thread = z.object({
  properties: z.object({ state: z.string().nullish(), wait_reason: z.string().nullish() }).nullish(),
})

const readThreads = 'Microsoft.Web/sites/instances/processes/threads/read'

const mostInstances = 30
const mostProcesses = 10

/** What every instance is doing now: its processes, and what their threads wait for. A restart wipes it out. */
export const processesCollector: Collector = {
  id: 'processes',
  spokenAs: 'processes, process list, threads, thread list, processen, proceslijst',
  deadlineInMs: 60_000,
  needs: ['Microsoft.Web/sites/instances/read', 'Microsoft.Web/sites/instances/processes/read', readThreads],
  lostByRestart: true,
  holds: 'facts',
  taken: 'by-itself',
  through: 'arm',
  async collect(azure, { app, window }, signal) {
    const path = `${app.id}/instances`
    const { items } = await listResources(azure, { path, signal }, instance)
    const names = items.map(({ name }) => name).sort()
    const withoutThreads: AzureError[] = []
    const instances = await fetchEach(names.slice(0, mostInstances), (name) =>
      snapshotOf(azure, { path: `${path}/${name}`, withoutThreads }, signal),
    )
    const file = jsonFile('processes.json', {
      app: app.id,
      seen: new Date(window.to).toISOString(),
      instancesLeftOut: Math.max(0, names.length - mostInstances),
      instances: instances.map((found, index) => ({ instance: names[index], ...found })),
    })
    const [refused] = withoutThreads.filter(({ kind }) => kind === 'forbidden')
    if (refused === undefined) return file
    return { ...file, gap: explainFailure(refused, { needs: [readThreads], scope: app.id }).failure }
  },
}

async function snapshotOf(
  azure: ReadingAzure,
  { path, withoutThreads }: { path: string; withoutThreads: AzureError[] },
  signal: AbortSignal,
): Promise<{ processes: readonly object[]; processesLeftOut: number }> {
  const own = (await readProcesses(azure, path, signal)).filter(isAppProcess)
  const seen = own.slice(0, mostProcesses)
  const threads = await fetchEach(seen, ({ pid }) => threadsOf(azure, `${path}/processes/${pid}`, signal)).catch(
    // The processes alone are worth keeping.
    (error: unknown) => {
      if (error instanceof AzureError) withoutThreads.push(error)
      return []
    },
  )
  return {
    processes: seen.map((process, index) => ({ ...summaryOf(process), threads: threads[index] ?? null })),
    processesLeftOut: own.length - seen.length,
  }
}

const summaryOf = ({ pid, properties }: ListedProcess): object => ({
  pid,
  name: properties?.name ?? properties?.file_name ?? null,
  startedAt: properties?.start_time === undefined ? null : new Date(properties.start_time).toISOString(),
  commandLine: properties?.command_line ?? null,
  cpuTime: properties?.total_cpu_time ?? null,
  workingSetInBytes: properties?.working_set ?? null,
  privateBytes: properties?.private_memory ?? null,
  handles: properties?.handle_count ?? null,
  threadCount: properties?.thread_count ?? null,
})

/** How many threads there are in each state, and what those that wait are waiting for. */
async function threadsOf(azure: ReadingAzure, path: string, signal: AbortSignal): Promise<Record<string, number>> {
  const { items } = await listResources(azure, { path: `${path}/threads`, signal }, thread)
  const counts: Record<string, number> = {}
  for (const { properties } of items) {
    const state = [properties?.state ?? 'Unknown', properties?.wait_reason].filter(Boolean).join(': ')
    counts[state] = (counts[state] ?? 0) + 1
  }
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)))
}
