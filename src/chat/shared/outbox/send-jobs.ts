import type { SendAttempt, SendKind } from './types.ts'

/** A message on its way, and everybody who waits for what becomes of it. */
export interface SendJob {
  readonly kind: SendKind
  /** The message that is edited. */
  readonly message?: string
  send: SendAttempt<unknown>
  tries: number
  again: boolean
  readonly waiters: Waiter[]
}

interface Waiter {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** An edit of a message whose edit still waits takes its place: only the latest matters. What people wait for goes first. */
export const enqueue = (jobs: SendJob[], job: Omit<SendJob, 'tries' | 'again' | 'waiters'>): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const waiting = editWaitingFor(jobs, job.message)
    if (waiting === undefined) {
      const firstEdit = jobs.findIndex(({ kind }) => kind === 'edit')
      const at = job.kind === 'edit' || firstEdit < 0 ? jobs.length : firstEdit
      jobs.splice(at, 0, { ...job, tries: 0, again: false, waiters: [{ resolve, reject }] })
    } else {
      waiting.send = job.send
      waiting.waiters.push({ resolve, reject })
    }
  })

/** To the front, so that nothing overtakes it; a newer edit that came meanwhile takes its place. */
export const putBack = (jobs: SendJob[], job: SendJob): void => {
  const newer = editWaitingFor(jobs, job.message)
  if (newer !== undefined) {
    jobs.splice(jobs.indexOf(newer), 1)
    job.send = newer.send
    job.waiters.push(...newer.waiters)
  }
  jobs.unshift(job)
}

const editWaitingFor = (jobs: readonly SendJob[], message: string | undefined): SendJob | undefined =>
  message === undefined ? undefined : jobs.find((job) => job.message === message)

export const resolveWaiters = ({ waiters }: SendJob, value: unknown): void => {
  for (const { resolve } of waiters) resolve(value)
}

export const rejectWaiters = ({ waiters }: SendJob, error: unknown): void => {
  for (const { reject } of waiters) reject(error instanceof Error ? error : new Error(String(error)))
}
