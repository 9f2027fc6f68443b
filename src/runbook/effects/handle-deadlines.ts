import type { CapacityChange, MitigationPlan } from '../../incident/mitigation-plan.ts'
import { newActionId } from '../observation-request.ts'
import { forecastNow } from './measure.ts'
import type { EffectHandler } from './types.ts'

/** Asks for the step back when the agreed time is over, with what that would do at the load of now. */
export const handleEndLease: EffectHandler<'end-lease'> = async (effect, incident, context) => {
  const plan = incident.actions.find(({ id }) => id === effect.action)?.plan
  const forecast =
    plan === undefined || incident.app === undefined
      ? undefined
      : await forecastNow(incident.app, { capacity: wayBackOf(plan), success: plan.success }, context)
  await context.repository.commit(incident.id, {
    type: 'EndLease',
    action: effect.action,
    return: newActionId(context, incident.id),
    ...(forecast === undefined ? {} : { forecast }),
  })
}

const wayBackOf = ({ capacity }: MitigationPlan): CapacityChange | undefined =>
  capacity === undefined ? undefined : { before: capacity.after, after: capacity.before }

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
