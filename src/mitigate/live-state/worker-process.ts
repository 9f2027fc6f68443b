import { z } from 'zod'
import { ownNameOf } from '../../azure/arm-id.ts'
import { listResources, readResource } from '../../azure/arm-reader.ts'
import { mapConcurrently, readsAtOnce } from '../../azure/map-concurrently.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant } from '../../incident/finding.ts'

/** The process that serves the app's requests on one instance. */
export interface WorkerProcess {
  readonly pid: string
  /** Absent where Azure does not tell. */
  readonly startedAt?: Instant
  /** Its private memory, or what of it is in use; absent where Azure does not tell. */
  readonly memoryInBytes?: number
}

/** What is needed of an app to tell its processes. */
export type ProcessOwner = Pick<AppRef, 'id' | 'os'>

const listed = z.object({
  id: z.string(),
  properties: z
    .object({
      name: z.string().nullish(),
      file_name: z.string().nullish(),
      start_time: z.string().nullish(),
      is_scm_site: z.boolean().nullish(),
      is_webjob: z.boolean().nullish(),
      working_set: z.number().nullish(),
      private_memory: z.number().nullish(),
    })
    .nullish(),
})
type Listed = z.infer<typeof listed>

/**
 * The app's worker process on an instance; `undefined` where none runs. Kudu's own and web jobs are left out; of
 * several, the one with the largest working set is meant. Lists tell little on most stamps, so each is asked for.
 */
export const readWorkerProcess = async (
  azure: ReadingAzure,
  app: ProcessOwner,
  instance: string,
): Promise<WorkerProcess | undefined> => {
  const path = `${app.id}/instances/${instance}/processes`
  const { items } = await listResources(azure, { path }, listed)
  const whole = await mapConcurrently(readsAtOnce, items, (one) =>
    knowsItself(one) ? Promise.resolve(one) : readResource(azure, { path: `${path}/${pidOf(one)}` }, listed),
  )
  const [largest] = whole.filter((one) => serves(one, app)).sort((a, b) => memoryOf(b) - memoryOf(a))
  if (largest === undefined) return
  const memory = largest.properties?.private_memory ?? largest.properties?.working_set
  return { pid: pidOf(largest), ...startOf(largest), ...(memory == null ? {} : { memoryInBytes: memory }) }
}

/** One process by its pid; `undefined` where it is gone, or its instance is. */
export const readProcessByPid = async (
  azure: ReadingAzure,
  app: Pick<AppRef, 'id'>,
  { instance, pid }: { instance: string; pid: string },
): Promise<WorkerProcess | undefined> => {
  try {
    const path = `${app.id}/instances/${instance}/processes/${pid}`
    const found = await readResource(azure, { path }, listed)
    return { pid, ...startOf(found) }
  } catch (error) {
    if (error instanceof AzureError && error.kind === 'not-found') return undefined
    throw error
  }
}

const startOf = ({ properties }: Listed): { startedAt?: Instant } => {
  const startedAt = Date.parse(properties?.start_time ?? '')
  return Number.isNaN(startedAt) ? {} : { startedAt }
}

const knowsItself = ({ properties }: Listed): boolean =>
  typeof properties?.is_scm_site === 'boolean' && typeof properties.start_time === 'string'

const serves = ({ properties }: Listed, { os }: ProcessOwner): boolean => {
  if (properties?.is_scm_site === true || properties?.is_webjob === true) return false
  return os === 'linux' || /w3wp/i.test(`${properties?.name ?? ''} ${properties?.file_name ?? ''}`)
}

const memoryOf = ({ properties }: Listed): number => properties?.working_set ?? 0

/** Kudu gives no `identifier` through ARM: the pid is the last part of the id. */
const pidOf = ({ id }: Listed): string => ownNameOf(id)
