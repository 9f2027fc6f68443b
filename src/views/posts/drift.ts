import { messageOf } from '../../i18n/message.ts'
import { responsibleFor, stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

/** It was approved and does not run, since things are not as they were shown. */
export const driftPost: PostKind = {
  id: 'drift',
  postsOf: (incident, say) =>
    incident.actions
      .filter(({ status }) => status === 'voided')
      .map((action) => ({
        about: action.id,
        words: messageOf('post.drift', stepOf(incident, action, say)),
        at: action.endedAt ?? action.requestedAt,
        mention: { event: 'drift', people: responsibleFor(incident, action) },
      })),
}
