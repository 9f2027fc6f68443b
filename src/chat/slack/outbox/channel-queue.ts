import type { SlackLogger, StartSlackTimer } from '../options.ts'
import { SlackCallError } from '../web-api.ts'
import { type SlackSendKind, slackRetryDelayInMs } from './retry-delay.ts'

/** `again` is true where an earlier try may have been done after all. */
export type SendAttempt<T> = (again: boolean) => Promise<T>

/** One channel's messages: one at a time, in order, posts no faster than Slack allows. */
export interface SlackChannelQueue {
  post<T>(send: SendAttempt<T>): Promise<T>
  /** An edit of the same message that is still waiting is replaced: only the latest matters. */
  edit(message: string, send: SendAttempt<void>): Promise<void>
  whisper(send: SendAttempt<void>): Promise<void>
  /** What waits is rejected. */
  stop(): void
  isIdle(): boolean
}

export interface SlackChannelQueueOptions {
  readonly now: () => number
  readonly after: StartSlackTimer
  readonly log: SlackLogger
}

interface Job {
  readonly kind: SlackSendKind
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

/** Slack: one message a second a channel. */
const minPostIntervalInMs = 1_000

export const createSlackChannelQueue = ({ now, after, log }: SlackChannelQueueOptions): SlackChannelQueue => {
  const queue: Job[] = []
  let sending = false
  let stopped = false
  let postAt = Number.NEGATIVE_INFINITY
  let heldUntil = Number.NEGATIVE_INFINITY
  let callOff: (() => void) | undefined

  const add = (kind: SlackSendKind, send: SendAttempt<unknown>, message?: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const waiter = { resolve, reject }
      if (stopped) return reject(new Error('Slack was stopped.'))
      const waiting = message === undefined ? undefined : queue.find((job) => job.message === message)
      if (waiting === undefined) {
        queue.push({
          kind,
          send,
          tries: 0,
          again: false,
          waiters: [waiter],
          ...(message === undefined ? {} : { message }),
        })
      } else {
        waiting.send = send
        waiting.waiters.push(waiter)
      }
      next()
    })

  /** Edits and whispers need not wait for the second that posts wait for. */
  const next = (): void => {
    if (stopped || sending || queue.length === 0) return
    const time = now()
    const index = time < heldUntil ? -1 : queue.findIndex(({ kind }) => kind !== 'post' || time >= postAt)
    const [job] = index < 0 ? [] : queue.splice(index, 1)
    callOff?.()
    callOff = undefined
    if (job === undefined) {
      const until = time < heldUntil ? heldUntil : postAt
      callOff = after(until - time, () => {
        callOff = undefined
        next()
      })
      return
    }
    sending = true
    void carryOut(job)
  }

  const carryOut = async (job: Job): Promise<void> => {
    job.tries += 1
    try {
      const value = await job.send(job.again)
      for (const { resolve } of job.waiters) resolve(value)
    } catch (error) {
      failed(job, error)
    }
    // Counted from the answer: when it was sent, Slack did not have it yet.
    if (job.kind === 'post') postAt = now() + minPostIntervalInMs
    sending = false
    next()
  }

  const failed = (job: Job, error: unknown): void => {
    const waitInMs = stopped ? undefined : slackRetryDelayInMs(error, job.kind, job.tries)
    if (waitInMs === undefined) {
      rejectWaiters(job, error)
      return
    }
    const { kind, tries } = job
    log.warn({ err: error, kind, tries, waitInMs }, 'Slack did not take a message, to be tried again')
    if (error instanceof SlackCallError && error.kind === 'unclear') job.again = true
    heldUntil = now() + waitInMs
    putBack(job)
  }

  /** To the front, so that nothing overtakes it; a newer edit that came meanwhile takes its place. */
  const putBack = (job: Job): void => {
    const newer = job.message === undefined ? -1 : queue.findIndex(({ message }) => message === job.message)
    if (newer >= 0) {
      const [later] = queue.splice(newer, 1)
      job.send = later?.send ?? job.send
      job.waiters.push(...(later?.waiters ?? []))
    }
    queue.unshift(job)
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
      for (const job of queue.splice(0)) rejectWaiters(job, new Error('Slack was stopped.'))
    },
    isIdle: () => queue.length === 0 && !sending && now() >= Math.max(postAt, heldUntil),
  }
}

const rejectWaiters = ({ waiters }: Job, error: unknown): void => {
  for (const waiter of waiters) waiter.reject(error instanceof Error ? error : new Error(String(error)))
}
