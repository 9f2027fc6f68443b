import { messageOf } from '../../i18n/message.ts'
import { isLeaseRunning } from '../../incident/lease/lease-status.ts'
import { leaseButtons } from '../parts/lease-extension-form.ts'
import { responsibleFor, stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

/** What was done for a time goes back soon: told once for each end that it is given. */
export const leaseEndingPost: PostKind = {
  id: 'lease-ending',
  postsOf: (incident, say) =>
    incident.actions.flatMap((action) => {
      const { lease } = action
      if (lease === undefined || !lease.reminded || lease.held !== undefined || !isLeaseRunning(action, incident))
        return []
      const words = messageOf('post.lease-ending', { ...stepOf(incident, action, say), endsAt: lease.endsAt })
      const mention = { event: 'lease' as const, people: responsibleFor(incident, action) }
      return [{ about: `${action.id}:${lease.endsAt}`, words, mention, buttons: leaseButtons(action, say) }]
    }),
}
