import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { ScoringJob, ScoringResult } from './types.ts'

const maxWorkers = 8
/** What this command is called with in a worker. */
export const workerFlag = '--worker'

type WorkerAnswer = { readonly results: readonly ScoringResult[] } | { readonly failure: string }

/** Looks into every job, as many at once as there are cores, each core in a process of its own; results in the order of the jobs. */
export const runScoringJobsInWorkers = async (
  jobs: readonly ScoringJob[],
  onResult: (result: ScoringResult) => void,
): Promise<readonly ScoringResult[]> => {
  const results: (readonly ScoringResult[])[] = []
  let next = 0
  const count = Math.min(jobs.length, maxWorkers, availableParallelism())
  const workers = Array.from({ length: count }, () => fork(process.argv[1] ?? '', ['score', workerFlag]))
  const work = async (worker: ChildProcess): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index]
      if (job === undefined) return
      const ofJob = await runInWorker(worker, job)
      results[index] = ofJob
      ofJob.forEach(onResult)
    }
  }
  try {
    await Promise.all(workers.map(work))
    return results.flat()
  } finally {
    for (const worker of workers) worker.kill()
  }
}

const runInWorker = (worker: ChildProcess, job: ScoringJob): Promise<readonly ScoringResult[]> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null): void =>
      reject(new Error(`${job.fault} (seed ${job.seed}): the worker ended (${code ?? 'killed'})`))
    worker.once('exit', onExit)
    worker.once('message', (answer: WorkerAnswer) => {
      worker.off('exit', onExit)
      if ('results' in answer) resolve(answer.results)
      else reject(new Error(`${job.fault} (seed ${job.seed}): ${answer.failure}`))
    })
    worker.send(job)
  })

/** The other end: takes one job after another until the parent is gone. */
export const serveScoringJobs = (look: (job: ScoringJob) => Promise<readonly ScoringResult[]>): void => {
  const answer = async (job: ScoringJob): Promise<WorkerAnswer> => {
    try {
      return { results: await look(job) }
    } catch (error) {
      return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  process.on('message', (job: ScoringJob) => void answer(job).then((told) => process.send?.(told)))
  process.on('disconnect', () => process.exit(0))
}
