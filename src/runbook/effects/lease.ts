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

/** On the card, where who wants it longer finds the button. */
export const remindLease: Carry<'remind-lease'> = async (effect, incident, tools) => {
  await tools.ledger.commit(incident.id, { type: 'RemindLease', action: effect.action })
}

export const remindReview: Carry<'remind-review'> = async (effect, incident, tools) => {
  await tools.ledger.commit(incident.id, { type: 'RemindReview', action: effect.action })
}
