import type { ChatMessage } from '../chat/types.ts'
import { type ChatPlace, channelOf, placeKey } from '../incident/chat-place.ts'
import type { RunbookDependencies } from './types.ts'

/** In which channels the bot speaks only when spoken to. */
export interface ChannelMute {
  isMuted(place: ChatPlace): Promise<boolean>
  /** Journaled before it counts (L4); false where it is so already. */
  set(message: ChatMessage, quiet: boolean): Promise<boolean>
}

/** A stream a channel at the desk: what was said last is so, after a restart and for every replica too. */
export const createChannelMute = ({ journal, clock }: Pick<RunbookDependencies, 'journal' | 'clock'>): ChannelMute => {
  const last = async (stream: string): Promise<{ readonly quiet: boolean; readonly version: number }> => {
    const entries = await journal.read(stream)
    const event = entries.at(-1)?.event
    return { quiet: event?.type === 'Answered' && event.how === mutedAnswer, version: entries.length }
  }

  return {
    isMuted: async (place) => (await last(streamOf(place))).quiet,
    set: async ({ place, person, id }, quiet) => {
      const stream = streamOf(place)
      const { quiet: already, version } = await last(stream)
      if (already === quiet) return false
      const event = {
        type: 'Answered',
        at: clock.now(),
        how: quiet ? mutedAnswer : unmutedAnswer,
        by: person,
        place,
      } as const
      const input = { platform: place.platform, id }
      const appended = await journal.append({ stream, expectedVersion: version, events: [event], input })
      return appended.is === 'appended'
    },
  }
}

const mutedAnswer = 'quiet'
const unmutedAnswer = 'speak'

const streamOf = (place: ChatPlace): string => `DESK/channel/${placeKey(channelOf(place))}`
