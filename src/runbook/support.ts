import type { Click } from '../chat/types.ts'
import { supportView } from '../views/support.ts'
import type { Desk } from './desk.ts'
import type { Reactor } from './react.ts'
import type { Parts } from './types.ts'

/** The text for Microsoft's support: kept as a file of the incident, by the same way as evidence, and told to who asked. */
export const createSupport =
  (parts: Parts, { ledger }: Reactor, desk: Desk) =>
  async (click: Click): Promise<void> => {
    const { token, person: by, place } = click
    const incident = /^INC-\d{1,9}$/.test(token) ? await ledger.load(token) : undefined
    if (incident === undefined) return desk.refuse(click, 'support', 'unknown')
    const after = await desk.commit(click, token, { type: 'Collect', collectors: ['support'], by, place })
    const isAsked = after?.collecting.includes('support') === true && !incident.collecting.includes('support')
    if (isAsked) await desk.tell(click, parts.redact(supportView(after, parts.say(after.language))))
  }
