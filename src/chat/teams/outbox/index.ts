import { createTeamsChannelQueue, type TeamsChannelQueue, type TeamsChannelQueueOptions } from './channel-queue.ts'

/** Everything that is sent to Teams goes through here, conversation by conversation. */
export interface TeamsOutbox {
  queueFor(conversation: string): TeamsChannelQueue
  stop(): void
}

/** Above this, conversations in which nothing has happened for an hour are forgotten. */
const maxChannelQueues = 500

export const createTeamsOutbox = (parts: TeamsChannelQueueOptions): TeamsOutbox => {
  const lanes = new Map<string, TeamsChannelQueue>()

  const sweep = (): void => {
    for (const [conversation, lane] of lanes) if (lane.isIdle()) lanes.delete(conversation)
  }

  return {
    queueFor: (conversation) => {
      const known = lanes.get(conversation)
      if (known !== undefined) return known
      if (lanes.size >= maxChannelQueues) sweep()
      const lane = createTeamsChannelQueue(parts)
      lanes.set(conversation, lane)
      return lane
    },
    stop: () => {
      for (const lane of lanes.values()) lane.stop()
    },
  }
}
