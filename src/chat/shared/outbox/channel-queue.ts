import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import { enqueue, putBack, rejectWaiters, resolveWaiters, type SendJob } from './send-jobs.ts'
import type { OutboxOptions, SendAttempt, SendKind } from './types.ts'

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

/** `edits` counts those of all channels. */
export const createChannelQueue = (
  { limits, now, after, log, onFailure }: OutboxOptions,
  edits: RateLimiter | undefined,
): ChannelQueue => {
  const rate = createRateLimiter(limits.rates)
  const jobs: SendJob[] = []
  let sending = false
  let stopped = false
  /** What failed is waited for, and with it whatever the platform would refuse as well. */
  const heldUntil = new Map<SendKind, number>()
  let callOff: (() => void) | undefined

  const stoppedError = (): Error => new Error(`${limits.platform} was stopped.`)

  const add = (kind: SendKind, send: SendAttempt<unknown>, message?: string): Promise<unknown> => {
    if (stopped) return Promise.reject(stoppedError())
    const sent = enqueue(jobs, { kind, send, ...(message === undefined ? {} : { message }) })
    sendNext()
    return sent
  }

  const waitOf = ({ kind }: SendJob): number =>
    Math.max(
      (heldUntil.get(kind) ?? 0) - now(),
      limits.isRateLimited(kind) ? rate.waitInMs(now()) : 0,
      kind === 'edit' ? (edits?.waitInMs(now()) ?? 0) : 0,
    )

  const sendNext = (): void => {
    if (stopped || sending || jobs.length === 0) return
    const index = jobs.findIndex((job) => waitOf(job) <= 0)
    const [job] = index < 0 ? [] : jobs.splice(index, 1)
    if (job === undefined) {
      wait(Math.min(...jobs.map(waitOf)))
      return
    }
    sending = true
    void carryOut(job)
  }

  const wait = (inMs: number): void => {
    callOff?.()
    callOff = after(inMs, sendNext)
  }

  const carryOut = async (job: SendJob): Promise<void> => {
    job.tries += 1
    // Before it is sent, since all channels send at once.
    if (job.kind === 'edit') edits?.recordSent(now())
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
    for (const held of limits.holdsAll(error) ? sendKinds : [kind]) heldUntil.set(held, now() + waitInMs)
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

const sendKinds: readonly SendKind[] = ['post', 'edit', 'whisper']
