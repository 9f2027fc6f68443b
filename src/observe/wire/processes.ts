import { z } from 'zod'
import type { ReadingAzure } from '../../azure/types.ts'
import { atMost } from './at-most.ts'
import { read, readAll, webApi } from './read.ts'
import { maybeInstant } from './shapes.ts'

const number = z.number().nullish()

/** Never the environment variables, which hold the app's secrets. */
const listed = z.object({
  name: z.string(),
  properties: z
    .object({
      name: z.string().nullish(),
      file_name: z.string().nullish(),
      start_time: maybeInstant,
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
export type Process = z.infer<typeof listed> & { readonly pid: string }

/** An app has a handful of processes; more are not asked for one by one. */
const mostDetails = 20

/** The processes of one instance, by pid. The list gives names only on most stamps, so each is then asked for. */
export async function readProcesses(
  azure: ReadingAzure,
  instancePath: string,
  signal: AbortSignal,
): Promise<readonly Process[]> {
  const query = { 'api-version': webApi }
  const path = `${instancePath}/processes`
  const list = (await readAll(azure, { path, query, signal }, listed)).map(withPid)
  const whole = await atMost(4, list.slice(0, mostDetails), async (process) =>
    process.properties?.start_time === undefined
      ? withPid(await read(azure, { path: `${path}/${process.pid}`, query, signal }, listed))
      : process,
  )
  return [...whole, ...list.slice(mostDetails)].sort((left, right) => Number(left.pid) - Number(right.pid))
}

/** Kudu gives no `identifier` through ARM: the pid is the last part of the name. */
const withPid = (process: z.infer<typeof listed>): Process => ({
  ...process,
  pid: process.name.split('/').at(-1) ?? process.name,
})

/** The app's own processes: Kudu runs beside them. */
export const isOfApp = (process: Process): boolean => process.properties?.is_scm_site !== true

export const isWorker = (process: Process): boolean =>
  /w3wp/i.test(process.properties?.name ?? process.properties?.file_name ?? '')
