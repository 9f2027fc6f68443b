import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ActionStatus } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { responsibleFor, stepOf } from './step-words.ts'
import type { Post, PostKind } from './types.ts'

const toldOutcomes: readonly ActionStatus[] = ['recovered', 'done', 'not-recovered', 'failed', 'handed-over']
/** Of what nobody asked for just now, nobody waits for an answer: they are told as well that it can't be done. */
const toldOfReturns: readonly ActionStatus[] = [...toldOutcomes, 'impossible']

/** What came of a step: that it helped calls nobody, that it did not calls whoever has to go on. */
export const outcomePost: PostKind = {
  id: 'outcome',
  postsOf: (incident, say) =>
    incident.actions.flatMap((action): readonly Post[] => {
      const { status, by } = action
      if (!(by.kind === 'lease' ? toldOfReturns : toldOutcomes).includes(status)) return []
      const isWell = status === 'recovered' || status === 'done'
      return [
        {
          about: `${action.id}:${status}`,
          words: by.kind === 'lease' ? returnWords(incident, action, say) : wordsOf(incident, action, say),
          at: action.endedAt ?? action.finishedAt ?? action.requestedAt,
          mention: isWell
            ? { event: 'recovered' }
            : { event: 'not-recovered', people: responsibleFor(incident, action) },
        },
      ]
    }),
}

const wordsOf = (incident: Incident, action: Action, say: Translate): TranslatableMessage =>
  messageOf(`post.outcome.${action.status}`, stepOf(incident, action, say))

/** The end of an agreed time: what has gone back is named by what was done, as people remember it. */
const returnWords = (incident: Incident, back: Action, say: Translate): TranslatableMessage => {
  const { by, status, why } = back
  const origin = by.kind === 'lease' ? incident.actions.find(({ id }) => id === by.of) : undefined
  const step = stepOf(incident, origin ?? back, say)
  switch (status) {
    case 'recovered':
    case 'done':
      return by.kind === 'lease' && by.person !== undefined
        ? messageOf('post.outcome.lease.taken-back', { ...step, who: sanitizeText(by.person.name, 40) })
        : messageOf('post.outcome.lease.returned', step)
    case 'impossible':
      return messageOf('post.outcome.lease.left', {
        ...step,
        why: why === undefined ? '' : sanitizeText(say(why), 140),
      })
    case 'not-recovered':
    case 'failed':
      return messageOf(`post.outcome.lease.${status}`, step)
    default:
      return wordsOf(incident, back, say)
  }
}
