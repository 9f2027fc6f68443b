import { messageOf } from '../../i18n/message.ts'
import type { Action } from '../../incident/incident.ts'
import type { Person } from '../../incident/person.ts'
import { stepOf } from './step-words.ts'
import type { PostKind } from './types.ts'

/** A step waits for people: told as long as it does. */
export const approvalPost: PostKind = {
  id: 'approval',
  postsOf: (incident, say) =>
    incident.closed !== undefined
      ? []
      : incident.actions
          .filter(({ status }) => status === 'proposed')
          .map((action) => ({
            about: action.id,
            words: messageOf('post.approval', {
              ...stepOf(incident, action, say),
              expiresAt: action.expiresAt ?? action.requestedAt,
            }),
            mention: { event: 'approval', keys: stillAsked(action), except: ownVoteOf(action) },
          })),
}

/** Whoever has approved already is not called again. */
const stillAsked = ({ rule, approvals }: Action): readonly string[] =>
  (rule?.approvers ?? []).filter((key) => approvals.every(({ person }) => person !== key))

/** The requester, where their own approval does not count. */
const ownVoteOf = ({ rule, by }: Action): readonly Person[] =>
  rule?.requesterCounts || by.kind !== 'person' ? [] : [by.person]
