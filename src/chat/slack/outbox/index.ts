import { createSlackChannelQueue, type SlackChannelQueue, type SlackChannelQueueOptions } from './channel-queue.ts'

/** Everything that is said in Slack goes through here, channel by channel. */
export interface SlackOutbox {
  queueFor(channel: string): SlackChannelQueue
  stop(): void
}

/** Above this, channels in which nothing waits are forgotten. */
const maxChannelQueues = 500

export const createSlackOutbox = (parts: SlackChannelQueueOptions): SlackOutbox => {
  const lanes = new Map<string, SlackChannelQueue>()
  let stopped = false

  const sweep = (): void => {
    for (const [channel, lane] of lanes) if (lane.isIdle()) lanes.delete(channel)
  }

  return {
    queueFor: (channel) => {
      const known = lanes.get(channel)
      if (known !== undefined) return known
      if (lanes.size >= maxChannelQueues) sweep()
      const lane = createSlackChannelQueue(parts)
      if (stopped) lane.stop()
      lanes.set(channel, lane)
      return lane
    },
    stop: () => {
      stopped = true
      for (const lane of lanes.values()) lane.stop()
    },
  }
}
