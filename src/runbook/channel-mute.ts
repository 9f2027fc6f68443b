import type { ChatMessage } from '../chat/types.ts'
import { type ChatPlace, channelOf, placeKey } from '../incident/chat-place.ts'
import type { RunbookDependencies } from './types.ts'

/** In which channels the bot speaks only when spoken to. */
export interface ChannelMute {
  isMuted(place: ChatPlace): Promise<boolean>
  /** Journaled before it counts (L4); false where it is so already. */
  set(message: ChatMessage, muted: boolean): Promise<boolean>
}

/** Each channel has a stream of its own: what was said last is so, after a restart and for every replica too. */
export const createChannelMute = ({ journal, clock }: Pick<RunbookDependencies, 'journal' | 'clock'>): ChannelMute => {
  const last = async (stream: string): Promise<{ readonly muted: boolean; readonly version: number }> => {
    const entries = await journal.read(stream)
    const said = entries.findLast(({ event }) => event.type === 'ChannelMuted' || event.type === 'ChannelUnmuted')
    return { muted: said?.event.type === 'ChannelMuted', version: entries.length }
  }

  return {
    isMuted: async (place) => (await last(streamOf(place))).muted,
    set: async ({ place, person: by, id }, muted) => {
      const stream = streamOf(place)
      const { muted: already, version } = await last(stream)
      if (already === muted) return false
      const event = { type: muted ? 'ChannelMuted' : 'ChannelUnmuted', at: clock.now(), by, place } as const
      const input = { platform: place.platform, id }
      const appended = await journal.append({ stream, expectedVersion: version, events: [event], input })
      return appended.is === 'appended'
    },
  }
}

const streamOf = (place: ChatPlace): string => `DESK/channel/${placeKey(channelOf(place))}`
