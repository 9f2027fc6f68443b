import { createLane, type Lane, type LaneParts } from './outbox/lane.ts'

/** Everything that is sent to Teams goes through here, conversation by conversation. */
export interface Outbox {
  lane(conversation: string): Lane
  stop(): void
}

/** Above this, conversations in which nothing has happened for an hour are forgotten. */
const mostLanes = 500

export const createOutbox = (parts: LaneParts): Outbox => {
  const lanes = new Map<string, Lane>()

  const sweep = (): void => {
    for (const [conversation, lane] of lanes) if (lane.isIdle()) lanes.delete(conversation)
  }

  return {
    lane: (conversation) => {
      const known = lanes.get(conversation)
      if (known !== undefined) return known
      if (lanes.size >= mostLanes) sweep()
      const lane = createLane(parts)
      lanes.set(conversation, lane)
      return lane
    },
    stop: () => {
      for (const lane of lanes.values()) lane.stop()
    },
  }
}
