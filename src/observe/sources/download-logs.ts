import { z } from 'zod'
import { versionedQuery } from '../../azure/api-versions.ts'
import { ownNameOf } from '../../azure/arm-id.ts'
import { parseAnswer } from '../../azure/arm-reader.ts'
import { AzureError, type KuduClient, type ReadingAzure } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import { type FailedPart, fetchEach } from './fetch-each.ts'
import { kuduPathOf } from './kudu-path.ts'
import { type LastLines, readLastLines } from './last-lines.ts'

/** Logs as probes read them and collectors keep them: the end of each, without secrets. */

const eventLogPath = '/api/vfs/LogFiles/eventlog.xml'
/** App Service itself keeps this file small. */
const eventLogLimitInBytes = 1_000_000

/** Windows' event log of the app, as XML; `undefined` for an app to which nothing ever happened: it has no such file. */
export async function downloadEventLog(
  azure: Pick<ReadingAzure, 'kudu'>,
  app: AppRef,
  signal: AbortSignal,
): Promise<LastLines | undefined> {
  const kudu = await azure.kudu(app.id, signal)
  return kudu
    .download(eventLogPath, { signal })
    .then(({ body }) => readLastLines(body, eventLogLimitInBytes))
    .catch(absent)
}

const absent = (error: unknown): undefined => {
  if (error instanceof AzureError && error.kind === 'not-found') return undefined
  throw error
}

const containerLogLimitInBytes = 500_000

/** What a container wrote, and what App Service wrote of starting it. */
export async function downloadContainerLog(
  azure: Pick<ReadingAzure, 'download'>,
  app: AppRef,
  signal: AbortSignal,
): Promise<LastLines> {
  const path = `${app.id}/containerlogs`
  const { body } = await azure.download(path, versionedQuery(path), { signal, method: 'POST' })
  return readLastLines(body, containerLogLimitInBytes)
}

/** One file of the app's own log, or all that Windows kept of it. */
export interface ApplicationLogPart {
  /** Of a file; Windows' traces have none. */
  readonly name?: string
  readonly read: LastLines | FailedPart
}

/** What the app itself logged, oldest first: on Windows what it traced, on Linux what its containers wrote out. */
export async function downloadApplicationLog(
  azure: Pick<ReadingAzure, 'kudu'>,
  app: AppRef,
  signal: AbortSignal,
): Promise<readonly ApplicationLogPart[]> {
  const kudu = await azure.kudu(app.id, signal)
  return app.os === 'windows' ? readTraceEntries(kudu, signal) : readContainerOutput(kudu, signal)
}

const entry = z.object({
  timestamp: z.string().nullish(),
  level: z.string().nullish(),
  pid: z.union([z.number(), z.string()]).nullish(),
  message: z.string().nullish(),
})
const mostEntries = 1000

/** Kudu sends the newest first. As App Service itself writes such a line into a file. */
async function readTraceEntries(kudu: KuduClient, signal: AbortSignal): Promise<readonly ApplicationLogPart[]> {
  const path = `/api/logs/recent?top=${mostEntries}`
  const entries = parseAnswer(await kudu.get(path, signal), z.array(entry), path)
  const lines = entries
    .map(({ timestamp, level, pid, message }) =>
      [timestamp, pid === null || pid === undefined ? undefined : `PID[${pid}]`, level, message]
        .filter(Boolean)
        .join('  '),
    )
    .reverse()
  return lines.length === 0 ? [] : [{ read: { text: lines.join('\n'), leftOutInBytes: 0 } }]
}

const docker = z.object({ href: z.string(), lastUpdated: z.string().nullish() })
const mostFiles = 5
const fileLimitInBytes = 300_000

/** What containers wrote, and what App Service wrote of them (`…_docker.log`), which alone says why one did not start. */
async function readContainerOutput(kudu: KuduClient, signal: AbortSignal): Promise<readonly ApplicationLogPart[]> {
  const path = '/api/logs/docker'
  const files = parseAnswer(await kudu.get(path, signal), z.array(docker), path)
  const logs = files.filter(({ href }) => /(?:default_|_)docker\.log$/i.test(href))
  const newest = logs.sort((left, right) => ((left.lastUpdated ?? '') < (right.lastUpdated ?? '') ? 1 : -1))
  const found = await fetchEach(newest.slice(0, mostFiles), async ({ href }) => {
    const { body } = await kudu.download(kuduPathOf(kudu, href), { signal })
    return readLastLines(body, fileLimitInBytes)
  })
  return found.map((read, index) => ({ name: ownNameOf(newest[index]?.href ?? ''), read }))
}
