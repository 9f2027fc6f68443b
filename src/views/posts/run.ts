import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

/** A step runs now: by approval, or at the end of a lease, by itself or since somebody takes it back. */
export const runPost: PostKind = {
  id: 'run',
  postsOf: (incident, say) =>
    incident.actions.flatMap((action) => {
      if (action.startedAt === undefined) return []
      return [
        {
          about: action.id,
          words: runWords(incident, action, say),
          at: action.startedAt,
          mention: { event: 'run' as const },
        },
      ]
    }),
}

const runWords = (incident: Incident, action: Action, say: Translate): TranslatableMessage => {
  const { by } = action
  const step = stepOf(incident, action, say)
  return by.kind === 'lease' && by.person !== undefined
    ? messageOf('post.run.lease-person', { ...step, who: sanitizeText(by.person.name, 40) })
    : messageOf(`post.run.${by.kind}`, step)
}
