import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { StepArgs } from '../incident/plan.ts'
import { findInstance, type Instance, readInstances } from './instances.ts'
import { eachOf } from './read.ts'
import { readWorkerProcess, type WorkerProcess } from './worker-process.ts'

/** The process that is dumped. */
export interface Chosen extends WorkerProcess {
  readonly instance: Instance
  /** How many instances serve the app meanwhile. */
  readonly others: number
}

/** On the instance asked for; where none was, the process with the most memory of all. */
export const chooseProcess = async (
  azure: ReadingAzure,
  app: AppRef,
  args: StepArgs,
): Promise<Chosen | { readonly impossible: Phrase }> => {
  const instances = await readInstances(azure, app)
  const candidates = args.instance === undefined ? instances : only(instances, String(args.instance))
  if ('impossible' in candidates) return candidates
  const workers = await eachOf(candidates, async (instance) => {
    const worker = await readWorkerProcess(azure, app, instance.id)
    return worker === undefined ? [] : [{ ...worker, instance, others: instances.length - 1 }]
  })
  const [largest] = workers.flat().sort((a, b) => (b.memoryInBytes ?? 0) - (a.memoryInBytes ?? 0))
  return largest ?? { impossible: phrase('step.impossible.no-process', { instance: namesOf(candidates) }) }
}

const only = (
  instances: readonly Instance[],
  wanted: string,
): readonly Instance[] | { readonly impossible: Phrase } => {
  const found = findInstance(instances, wanted)
  if (found !== undefined) return [found]
  return { impossible: phrase('step.impossible.unknown-instance', { instance: wanted, known: namesOf(instances) }) }
}

const namesOf = (instances: readonly Instance[]): string => instances.map(({ name }) => name).join(', ')
