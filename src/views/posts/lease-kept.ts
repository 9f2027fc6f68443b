import { messageOf } from '../../i18n/message.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

/** What was done for a time stays for good: whoever waited for its end learns who decided that. */
export const leaseKeptPost: PostKind = {
  id: 'lease-kept',
  postsOf: (incident, say) =>
    incident.actions.flatMap((action) => {
      const kept = action.lease?.kept
      if (kept === undefined) return []
      const words = messageOf('post.lease-kept', {
        ...stepOf(incident, action, say),
        who: sanitizeText(kept.by.name, 40),
      })
      return [{ about: action.id, words, at: kept.at, mention: { event: 'lease' as const, except: [kept.by] } }]
    }),
}
