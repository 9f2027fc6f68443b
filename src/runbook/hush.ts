import type { Message } from '../chat/types.ts'
import { channelOf, type Place, placeKey } from '../incident/place.ts'
import type { Parts } from './types.ts'

/** In which channels the bot speaks only when spoken to. */
export interface Hush {
  isQuiet(place: Place): Promise<boolean>
  /** Journaled before it counts (L4); false where it is so already. */
  set(message: Message, quiet: boolean): Promise<boolean>
}

/** A stream a channel at the desk: what was said last is so, after a restart and for every replica too. */
export const createHush = ({ journal, clock }: Pick<Parts, 'journal' | 'clock'>): Hush => {
  const last = async (stream: string): Promise<{ readonly quiet: boolean; readonly version: number }> => {
    const entries = await journal.read(stream)
    const event = entries.at(-1)?.event
    return { quiet: event?.type === 'Answered' && event.how === quietly, version: entries.length }
  }

  return {
    isQuiet: async (place) => (await last(streamOf(place))).quiet,
    set: async ({ place, person, id }, quiet) => {
      const stream = streamOf(place)
      const { quiet: already, version } = await last(stream)
      if (already === quiet) return false
      const event = { type: 'Answered', at: clock.now(), how: quiet ? quietly : aloud, by: person, place } as const
      const input = { platform: place.platform, id }
      const appended = await journal.append({ stream, expectedVersion: version, events: [event], input })
      return appended.is === 'appended'
    },
  }
}

const quietly = 'quiet'
const aloud = 'speak'

const streamOf = (place: Place): string => `DESK/channel/${placeKey(channelOf(place))}`
