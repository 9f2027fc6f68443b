import { newAction } from '../looking.ts'
import type { Carry } from './types.ts'

/** Asks for the step back when the agreed time is over. */
export const endLease: Carry<'end-lease'> = async (effect, incident, tools) => {
  await tools.ledger.commit(incident.id, {
    type: 'EndLease',
    action: effect.action,
    return: newAction(tools, incident.id),
  })
}

export const expire: Carry<'expire'> = async (effect, incident, tools) => {
  await tools.ledger.commit(incident.id, { type: 'Expire', action: effect.action })
}
