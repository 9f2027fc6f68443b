import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { Job, Result } from './types.ts'

const mostWorkers = 8
/** What this command is called with in a worker. */
export const workerFlag = '--worker'

type Answer = { readonly result: Result } | { readonly failure: string }

/** Looks into every job, as many at once as there are cores, each core in a process of its own; results in the order of the jobs. */
export const lookIntoAll = async (
  jobs: readonly Job[],
  onResult: (result: Result) => void,
): Promise<readonly Result[]> => {
  const results: Result[] = []
  let next = 0
  const count = Math.min(jobs.length, mostWorkers, availableParallelism())
  const workers = Array.from({ length: count }, () => fork(process.argv[1] ?? '', ['score', workerFlag]))
  const work = async (worker: ChildProcess): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index]
      if (job === undefined) return
      const result = await ask(worker, job)
      results[index] = result
      onResult(result)
    }
  }
  try {
    await Promise.all(workers.map(work))
    return results
  } finally {
    for (const worker of workers) worker.kill()
  }
}

const ask = (worker: ChildProcess, job: Job): Promise<Result> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null): void =>
      reject(new Error(`${job.fault} (seed ${job.seed}): the worker ended (${code ?? 'killed'})`))
    worker.once('exit', onExit)
    worker.once('message', (answer: Answer) => {
      worker.off('exit', onExit)
      if ('result' in answer) resolve(answer.result)
      else reject(new Error(`${job.fault} (seed ${job.seed}): ${answer.failure}`))
    })
    worker.send(job)
  })

/** The other end: takes one job after another until the parent is gone. */
export const serveJobs = (look: (job: Job) => Promise<Result>): void => {
  const answer = async (job: Job): Promise<Answer> => {
    try {
      return { result: await look(job) }
    } catch (error) {
      return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  process.on('message', (job: Job) => void answer(job).then((told) => process.send?.(told)))
  process.on('disconnect', () => process.exit(0))
}
