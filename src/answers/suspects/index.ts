import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { exceptionSuspect } from './exception.ts'
import { namedChangeSuspect } from './named-change.ts'
import { otherSlotSuspect } from './other-slot.ts'
import { ownCodeSuspect } from './own-code.ts'
import { trafficSuspect } from './traffic.ts'
import type { Suspect } from './types.ts'
import { whichChangeSuspect } from './which-change.ts'

/** The narrower first: a slot that eats memory is asked about as the slot, not as memory. */
const suspects: readonly Suspect[] = [
  exceptionSuspect,
  otherSlotSuspect,
  whichChangeSuspect,
  namedChangeSuspect,
  trafficSuspect,
  ownCodeSuspect,
]

/** What the look says of a suspect that is no cause of its own; nothing where none is asked about. */
export const suspectWords = (incident: Incident, text: string, say: Translate): readonly string[] => {
  for (const suspect of suspects) {
    const lines = suspect.lines(incident, text, say)
    if (lines.length > 0) return lines
  }
  return []
}
