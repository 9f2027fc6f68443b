import type { View } from '../../views/types.ts'
import type { Memory } from './memory.ts'

/** The one kind of card on which people wait for each other, so that an old copy of it would mislead. */
const refreshing = 'proposal'

/** Whose clients are to ask for the card as it stands when they come across it; nobody's once it is decided. */
export const refreshFor = (memory: Memory, channel: string, view: View): readonly string[] =>
  view.template === refreshing ? memory.members(channel) : []
