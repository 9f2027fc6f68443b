import { z } from 'zod'
import { optionalInstant } from '../../azure/answer-fields.ts'
import { ownNameOf } from '../../azure/arm-id.ts'
import { listResources, readResource } from '../../azure/arm-reader.ts'
import { mapConcurrently } from '../../azure/map-concurrently.ts'
import type { ReadingAzure } from '../../azure/types.ts'

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
export const isAppProcess = (process: ListedProcess): boolean => process.properties?.is_scm_site !== true

export const isWorkerProcess = (process: ListedProcess): boolean =>
  /w3wp/i.test(process.properties?.name ?? process.properties?.file_name ?? '')
