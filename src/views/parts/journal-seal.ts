import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'

/** None or one, on what is closed: how far the journal had come. In a chat it is noted where the machine can't reach. */
export const journalSeal = (incident: Incident, say: Translate): readonly { readonly text: string }[] => {
  const place = sealText(incident)
  return place === undefined ? [] : [{ text: say(messageOf('card.seal', { place })) }]
}

/** `<seq>:<first 16 hex digits of the hash>`; `undefined` where it is not closed, or was before this was said. */
export const sealText = ({ closed }: Incident): string | undefined =>
  closed?.seal === undefined ? undefined : `${closed.seal.seq}:${closed.seal.hash.slice(0, 16)}`
