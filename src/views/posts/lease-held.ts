import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { isLeaseRunning } from '../../incident/lease/lease-status.ts'
import { hourlyCostText } from '../parts/cost-text.ts'
import { leaseButtons } from '../parts/lease-extension-form.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { responsibleFor, stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

type LeaseHold = NonNullable<NonNullable<Action['lease']>['held']>

const hourInMs = 60 * 60_000

/**
 * A lease stays past its end, since going back would do harm. It is held by the quarter of an hour: told once in each
 * hour since that end, when there is another reason, and when people have to decide.
 */
export const leaseHeldPost: PostKind = {
  id: 'lease-held',
  postsOf: (incident, say) =>
    incident.actions.flatMap((action) => {
      const { lease } = action
      if (lease?.held === undefined || !isLeaseRunning(action, incident)) return []
      const { held, endsAt } = lease
      const hour = Math.floor((held.at - endsAt) / hourInMs)
      const words = wordsOf(incident, action, held, say)
      const mention = { event: 'lease' as const, people: responsibleFor(incident, action) }
      const asked = held.asks === undefined ? '' : `:${held.asks}`
      const about = `${action.id}:${endsAt}:${hour}:${held.why.key}${asked}`
      return [{ about, words, at: held.at, mention, buttons: leaseButtons(action, say) }]
    }),
}

const wordsOf = (incident: Incident, action: Action, { why, asks }: LeaseHold, say: Translate): TranslatableMessage => {
  const args = { ...stepOf(incident, action, say), why: sanitizeText(say(why), 140) }
  if (asks === undefined || action.plan === undefined) return messageOf('post.lease-held', args)
  return messageOf('post.lease-held.asks', { ...args, asks, cost: hourlyCostText(action.plan.cost, say) })
}
