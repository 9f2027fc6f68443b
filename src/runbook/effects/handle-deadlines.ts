import { newActionId } from '../observation-request.ts'
import type { EffectHandler } from './types.ts'

/** Asks for the step back when the agreed time is over. */
export const handleEndLease: EffectHandler<'end-lease'> = async (effect, incident, context) => {
  await context.repository.commit(incident.id, {
    type: 'EndLease',
    action: effect.action,
    return: newActionId(context, incident.id),
  })
}

export const handleExpire: EffectHandler<'expire'> = async (effect, incident, context) => {
  await context.repository.commit(incident.id, { type: 'Expire', action: effect.action })
}

/** On the card, where who wants it longer finds the button. */
export const handleRemindLease: EffectHandler<'remind-lease'> = async (effect, incident, context) => {
  await context.repository.commit(incident.id, { type: 'RemindLease', action: effect.action })
}

export const handleRemindReview: EffectHandler<'remind-review'> = async (effect, incident, context) => {
  await context.repository.commit(incident.id, { type: 'RemindReview', action: effect.action })
}
