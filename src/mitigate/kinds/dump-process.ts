import { mapConcurrently, readsAtOnce } from '../../azure/map-concurrently.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { StepArgs } from '../../incident/mitigation-plan.ts'
import { type AppInstance, findInstance, readInstances } from '../live-state/app-instances.ts'
import { readWorkerProcess, type WorkerProcess } from '../live-state/worker-process.ts'

/** How its dump is asked for. */
export interface DumpRequest {
  readonly path: string
  /** Kudu's; ARM where absent. */
  readonly host?: string
  readonly query: Readonly<Record<string, string>>
}

/** The process that is dumped. */
export interface DumpTarget extends WorkerProcess {
  readonly instance: AppInstance
  /** How many instances serve the app meanwhile. */
  readonly others: number
}

/** On the instance asked for; where none was, the process with the most memory of all. */
export const chooseDumpTarget = async (
  azure: ReadingAzure,
  app: AppRef,
  args: StepArgs,
): Promise<DumpTarget | { readonly impossible: TranslatableMessage }> => {
  const instances = await readInstances(azure, app)
  const candidates = args.instance === undefined ? instances : only(instances, String(args.instance))
  if ('impossible' in candidates) return candidates
  const workers = await mapConcurrently(readsAtOnce, candidates, async (instance) => {
    const worker = await readWorkerProcess(azure, app, instance.id)
    return worker === undefined ? [] : [{ ...worker, instance, others: instances.length - 1 }]
  })
  const [largest] = workers.flat().sort((a, b) => (b.memoryInBytes ?? 0) - (a.memoryInBytes ?? 0))
  return largest ?? { impossible: messageOf('step.impossible.no-process', { instance: namesOf(candidates) }) }
}

const only = (
  instances: readonly AppInstance[],
  wanted: string,
): readonly AppInstance[] | { readonly impossible: TranslatableMessage } => {
  const found = findInstance(instances, wanted)
  if (found !== undefined) return [found]
  return { impossible: messageOf('step.impossible.unknown-instance', { instance: wanted, known: namesOf(instances) }) }
}

const namesOf = (instances: readonly AppInstance[]): string => instances.map(({ name }) => name).join(', ')
