import { createLane, type Lane, type LaneParts } from './outbox/lane.ts'

/** Everything that is said in Slack goes through here, channel by channel. */
export interface Outbox {
  lane(channel: string): Lane
  stop(): void
}

/** Above this, channels in which nothing waits are forgotten. */
const mostLanes = 500

export const createOutbox = (parts: LaneParts): Outbox => {
  const lanes = new Map<string, Lane>()
  let stopped = false

  const sweep = (): void => {
    for (const [channel, lane] of lanes) if (lane.isIdle()) lanes.delete(channel)
  }

  return {
    lane: (channel) => {
      const known = lanes.get(channel)
      if (known !== undefined) return known
      if (lanes.size >= mostLanes) sweep()
      const lane = createLane(parts)
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
