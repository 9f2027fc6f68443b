import { type ChannelQueue, createChannelQueue } from './channel-queue.ts'
import { createRateLimiter } from './rate-limiter.ts'
import type { OutboxOptions } from './types.ts'

/** Everything that is said on a platform goes through here, channel by channel. */
export interface Outbox {
  queueFor(channel: string): ChannelQueue
  stop(): void
}

/** Above this, channels in which nothing waits and no limit is near are forgotten. */
const maxChannelQueues = 500

export const createOutbox = (options: OutboxOptions): Outbox => {
  const queues = new Map<string, ChannelQueue>()
  const { editRate } = options.limits
  const edits = editRate === undefined ? undefined : createRateLimiter([editRate])
  let stopped = false

  const forgetIdleQueues = (): void => {
    for (const [channel, queue] of queues) if (queue.isIdle()) queues.delete(channel)
  }

  return {
    queueFor: (channel) => {
      const known = queues.get(channel)
      if (known !== undefined) return known
      if (queues.size >= maxChannelQueues) forgetIdleQueues()
      const queue = createChannelQueue(options, edits)
      if (stopped) queue.stop()
      queues.set(channel, queue)
      return queue
    },
    stop: () => {
      stopped = true
      for (const queue of queues.values()) queue.stop()
    },
  }
}
