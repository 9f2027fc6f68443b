import { enqueue, putBack, rejectWaiters, resolveWaiters, type SendJob } from './send-jobs.ts'
import type { OutboxOptions, RateLimit, SendAttempt, SendKind } from './types.ts'

/** One channel's messages: one at a time, in order, no faster than the platform allows. */
export interface ChannelQueue {
  post<T>(send: SendAttempt<T>): Promise<T>
  /** An edit of the same message that is still waiting is replaced: only the latest matters. */
  edit(message: string, send: SendAttempt<void>): Promise<void>
  whisper(send: SendAttempt<void>): Promise<void>
  /** What waits is rejected. */
  stop(): void
  isIdle(): boolean
}

export const createChannelQueue = ({ limits, now, after, log, onFailure }: OutboxOptions): ChannelQueue => {
  const rate = createRateLimiter(limits.rates)
  const jobs: SendJob[] = []
  let sending = false
  let stopped = false
  /** What failed is waited for, and everything with it. */
  let held = false
  let callOff: (() => void) | undefined

  const stoppedError = (): Error => new Error(`${limits.platform} was stopped.`)

  const add = (kind: SendKind, send: SendAttempt<unknown>, message?: string): Promise<unknown> => {
    if (stopped) return Promise.reject(stoppedError())
    const sent = enqueue(jobs, { kind, send, ...(message === undefined ? {} : { message }) })
    sendNext()
    return sent
  }

  const sendNext = (): void => {
    if (stopped || sending || held || jobs.length === 0) return
    const waitInMs = rate.waitInMs(now())
    const index = waitInMs === 0 ? 0 : jobs.findIndex(({ kind }) => !limits.isRateLimited(kind))
    const [job] = index < 0 ? [] : jobs.splice(index, 1)
    if (job === undefined) {
      wait(waitInMs)
      return
    }
    sending = true
    void carryOut(job)
  }

  const wait = (inMs: number): void => {
    callOff?.()
    callOff = after(inMs, () => {
      held = false
      sendNext()
    })
  }

  const carryOut = async (job: SendJob): Promise<void> => {
    job.tries += 1
    if (limits.countedFrom === 'sending') count(job)
    try {
      resolveWaiters(job, await job.send(job.again))
    } catch (error) {
      handleFailure(job, error)
    }
    if (limits.countedFrom === 'answer') count(job)
    sending = false
    sendNext()
  }

  const count = ({ kind }: SendJob): void => {
    if (limits.isRateLimited(kind)) rate.recordSent(now())
  }

  const handleFailure = (job: SendJob, error: unknown): void => {
    onFailure?.(error)
    const { kind, tries } = job
    const waitInMs = stopped ? undefined : limits.retryDelayInMs(error, kind, tries)
    if (waitInMs === undefined) {
      rejectWaiters(job, error)
      return
    }
    log.warn({ err: error, kind, tries, waitInMs }, `${limits.platform} did not take a message, to be tried again`)
    if (limits.mayHaveArrived?.(error) === true) job.again = true
    putBack(jobs, job)
    held = true
    wait(waitInMs)
  }

  return {
    post: (send) => add('post', send) as ReturnType<typeof send>,
    edit: async (message, send) => {
      await add('edit', send, message)
    },
    whisper: async (send) => {
      await add('whisper', send)
    },
    stop: () => {
      stopped = true
      callOff?.()
      for (const job of jobs.splice(0)) rejectWaiters(job, stoppedError())
    },
    isIdle: () => jobs.length === 0 && !sending && rate.isIdle(now()),
  }
}

/** When the next message may go, and the note that one went. */
interface RateLimiter {
  /** 0 where it may go at once. */
  waitInMs(now: number): number
  recordSent(now: number): void
  /** True where nothing is remembered that could still matter. */
  isIdle(now: number): boolean
}

const createRateLimiter = (limits: readonly RateLimit[]): RateLimiter => {
  const mostRemembered = Math.max(...limits.map(({ messages }) => messages))
  const longestInMs = Math.max(...limits.map(({ inMs }) => inMs))
  let sent: readonly number[] = []

  return {
    waitInMs: (now) => {
      const free = limits.map(({ messages, inMs }) => (sent.at(-messages) ?? Number.NEGATIVE_INFINITY) + inMs)
      return Math.max(0, Math.max(...free) - now)
    },
    recordSent: (now) => {
      sent = [...sent, now].slice(-mostRemembered)
    },
    isIdle: (now) => (sent.at(-1) ?? Number.NEGATIVE_INFINITY) + longestInMs <= now,
  }
}
