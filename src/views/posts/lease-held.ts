import { messageOf } from '../../i18n/message.ts'
import { isLeaseRunning } from '../../incident/lease/lease-status.ts'
import { leaseButtons } from '../parts/lease-extension-form.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { responsibleFor, stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

const hourInMs = 60 * 60_000

/**
 * A lease stays past its end, since going back would do harm. It is held by the quarter of an hour: told once in each
 * hour since that end, and when there is another reason.
 */
export const leaseHeldPost: PostKind = {
  id: 'lease-held',
  postsOf: (incident, say) =>
    incident.actions.flatMap((action) => {
      const { lease } = action
      if (lease?.held === undefined || !isLeaseRunning(action, incident)) return []
      const { held, endsAt } = lease
      const hour = Math.floor((held.at - endsAt) / hourInMs)
      const words = messageOf('post.lease-held', {
        ...stepOf(incident, action, say),
        why: sanitizeText(say(held.why), 140),
      })
      const mention = { event: 'lease' as const, people: responsibleFor(incident, action) }
      const about = `${action.id}:${endsAt}:${hour}:${held.why.key}`
      return [{ about, words, at: held.at, mention, buttons: leaseButtons(action, say) }]
    }),
}
