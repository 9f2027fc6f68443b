import { z } from 'zod'
import { optionalInstant } from '../../azure/answer-fields.ts'
import { ownNameOf } from '../../azure/arm-id.ts'
import { listResources, readResource } from '../../azure/arm-reader.ts'
import { mapConcurrently } from '../../azure/map-concurrently.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import type { Instant } from '../../incident/finding.ts'

const number = z.number().nullish()

/** Never the environment variables, which hold the app's secrets. */
const listed = z.object({
  name: z.string(),
  properties: z
    .object({
      name: z.string().nullish(),
      file_name: z.string().nullish(),
      start_time: optionalInstant,
      is_scm_site: z.boolean().nullish(),
      /** `IIS APPPOOL\\~1contoso-web`: Kudu's pool has the app's name behind a `~1`. */
      user_name: z.string().nullish(),
      command_line: z.string().nullish(),
      thread_count: number,
      handle_count: number,
      working_set: number,
      private_memory: number,
      total_cpu_time: z.string().nullish(),
    })
    .nullish(),
})
export type ListedProcess = z.infer<typeof listed> & { readonly pid: string }

/** An app has a handful of processes; more are not asked for one by one. */
const mostDetails = 20

/** The processes of one instance, by pid. The list gives names only on most stamps, so each is then asked for. */
export async function readProcesses(
  azure: ReadingAzure,
  instancePath: string,
  signal: AbortSignal,
): Promise<readonly ListedProcess[]> {
  const path = `${instancePath}/processes`
  const { items } = await listResources(azure, { path, signal }, listed)
  const list = items.map(withPid)
  const whole = await mapConcurrently(4, list.slice(0, mostDetails), async (process) =>
    process.properties?.start_time === undefined
      ? withPid(await readResource(azure, { path: `${path}/${process.pid}`, signal }, listed))
      : process,
  )
  return [...whole, ...list.slice(mostDetails)].sort((left, right) => Number(left.pid) - Number(right.pid))
}

/** Kudu gives no `identifier` through ARM: the pid is the last part of the name. */
const withPid = (process: z.infer<typeof listed>): ListedProcess => ({
  ...process,
  pid: ownNameOf(process.name),
})

/** The app's own processes: Kudu runs beside them. */
export const isAppProcess = ({ properties }: ListedProcess): boolean =>
  properties?.is_scm_site !== true && !/\\~1/.test(properties?.user_name ?? '')

/** IIS's worker on Windows, what apps run in elsewhere, anything else. */
const workerRankOf = ({ properties }: ListedProcess): number => {
  const name = properties?.name ?? properties?.file_name ?? ''
  if (/w3wp/i.test(name)) return 0
  return /dotnet|node|java|python|gunicorn|uwsgi|php|ruby/i.test(name) ? 1 : 2
}

export interface AppProcesses {
  /** Kudu's are among them where the list gives names only, save those that were asked for. */
  readonly count: number
  /** Of its worker process, or of another one where none is named so; absent where Azure does not say. */
  readonly startedAt?: Instant
}

/** The app's own processes on one instance, and since when it runs there: one read, and mostly one more. */
export async function readAppProcesses(
  azure: ReadingAzure,
  instancePath: string,
  signal: AbortSignal,
): Promise<AppProcesses> {
  const path = `${instancePath}/processes`
  const { items } = await listResources(azure, { path, signal }, listed)
  const own = items.map(withPid).filter(isAppProcess)
  const candidates = own.toSorted(
    (left, right) => workerRankOf(left) - workerRankOf(right) || Number(left.pid) - Number(right.pid),
  )
  let count = own.length
  // A list that gives names only does not say which process is Kudu's.
  for (const process of candidates.slice(0, mostCandidates)) {
    const whole =
      process.properties?.start_time === undefined
        ? await readResource(azure, { path: `${path}/${process.pid}`, signal }, listed)
        : process
    const startedAt = whole.properties?.start_time
    if (!isAppProcess(withPid(whole))) count -= 1
    else if (startedAt !== undefined) return { count, startedAt }
  }
  return { count }
}

const mostCandidates = 2
