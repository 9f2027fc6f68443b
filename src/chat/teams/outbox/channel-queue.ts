import type { StartTeamsTimer, TeamsLogger } from '../options.ts'
import { createRateLimiter } from './rate-limiter.ts'
import { type TeamsSendKind, teamsRetryDelayInMs } from './retry-delay.ts'

/** One conversation's messages: one at a time, in order, no faster than Teams allows. */
export interface TeamsChannelQueue {
  post(send: () => Promise<string>): Promise<string>
  /** An edit of the same message that is still waiting is replaced: only the latest matters. */
  edit(message: string, send: () => Promise<void>): Promise<void>
  /** What waits is rejected. */
  stop(): void
  isIdle(): boolean
}

export interface TeamsChannelQueueOptions {
  readonly now: () => number
  readonly after: StartTeamsTimer
  readonly log: TeamsLogger
  /** Called when Teams takes the token no more. */
  readonly onUnauthorised: () => void
}

interface Job {
  readonly kind: TeamsSendKind
  /** The message that is edited. */
  readonly message?: string
  send: () => Promise<string | undefined>
  tries: number
  readonly waiters: Waiter[]
}

interface Waiter {
  readonly resolve: (id: string) => void
  readonly reject: (error: Error) => void
}

export const createTeamsChannelQueue = ({
  now,
  after,
  log,
  onUnauthorised: unauthorised,
}: TeamsChannelQueueOptions): TeamsChannelQueue => {
  const pace = createRateLimiter()
  const queue: Job[] = []
  let sending: Job | undefined
  let callOff: (() => void) | undefined
  let stopped = false

  const add = (job: Omit<Job, 'tries' | 'waiters'>): Promise<string> =>
    new Promise((resolve, reject) => {
      if (stopped) {
        reject(new Error('Teams was stopped.'))
        return
      }
      const waiting = queue.find(({ message }) => message !== undefined && message === job.message)
      if (waiting === undefined) queue.push({ ...job, tries: 0, waiters: [{ resolve, reject }] })
      else {
        waiting.send = job.send
        waiting.waiters.push({ resolve, reject })
      }
      next()
    })

  const next = (): void => {
    if (stopped || sending !== undefined || callOff !== undefined) return
    const job = queue[0]
    if (job === undefined) return
    const waitInMs = pace.waitInMs(now())
    if (waitInMs > 0) {
      wait(waitInMs)
      return
    }
    queue.shift()
    sending = job
    void carryOut(job)
  }

  const wait = (inMs: number): void => {
    callOff = after(inMs, () => {
      callOff = undefined
      next()
    })
  }

  const carryOut = async (job: Job): Promise<void> => {
    job.tries += 1
    pace.recordSent(now())
    try {
      const id = await job.send()
      for (const { resolve } of job.waiters) resolve(id ?? '')
    } catch (error) {
      failed(job, error)
    }
    sending = undefined
    next()
  }

  const failed = (job: Job, error: unknown): void => {
    if (isUnauthorised(error)) unauthorised()
    const waitInMs = stopped ? undefined : teamsRetryDelayInMs(error, job.kind, job.tries)
    if (waitInMs === undefined) {
      rejectWaiters(job, error)
      return
    }
    log.warn(
      { err: error, kind: job.kind, tries: job.tries, waitInMs },
      'Teams did not take a message, to be tried again',
    )
    again(job)
    wait(waitInMs)
  }

  /** Back to the front, so that nothing overtakes it; a newer edit that came meanwhile takes its place. */
  const again = (job: Job): void => {
    const newer = queue.findIndex(({ message }) => message !== undefined && message === job.message)
    if (newer >= 0) {
      const [later] = queue.splice(newer, 1)
      job.send = later?.send ?? job.send
      job.waiters.push(...(later?.waiters ?? []))
    }
    queue.unshift(job)
  }

  const stop = (): void => {
    stopped = true
    callOff?.()
    for (const job of queue.splice(0)) rejectWaiters(job, new Error('Teams was stopped.'))
  }

  return {
    post: (send) => add({ kind: 'post', send }),
    edit: async (message, send) => {
      const edited = async (): Promise<undefined> => {
        await send()
      }
      await add({ kind: 'edit', message, send: edited })
    },
    stop,
    isIdle: () => queue.length === 0 && sending === undefined && pace.isIdle(now()),
  }
}

const rejectWaiters = ({ waiters }: Job, error: unknown): void => {
  for (const waiter of waiters) waiter.reject(error instanceof Error ? error : new Error(String(error)))
}

const isUnauthorised = (error: unknown): boolean => error instanceof Error && 'status' in error && error.status === 401
