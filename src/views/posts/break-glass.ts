import { messageOf } from '../../i18n/message.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

/** Somebody runs a step without its approvals: everybody sees it at once. */
export const breakGlassPost: PostKind = {
  id: 'break-glass',
  postsOf: (incident, say) =>
    incident.actions.flatMap((action) => {
      const used = action.breakGlassUse
      if (used === undefined) return []
      const who = sanitizeText(used.by.name, 40)
      const words = messageOf('post.break-glass', { ...stepOf(incident, action, say), who })
      return [{ about: action.id, words, at: used.at, mention: { event: 'break-glass' as const, except: [used.by] } }]
    }),
}
