import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { personList } from './name-list.ts'

/** How a lease ended, and through whom: what a person had taken back did not go back by itself. */
export const leaseEndMessage = (action: Action, incident: Incident, say: Translate): TranslatableMessage => {
  const back = action.lease?.ended === 'returned' ? returnOf(action, incident) : undefined
  const who = back?.by.person?.name
  if (back === undefined || who === undefined) return messageOf(`card.lease.${action.lease?.ended ?? 'returned'}`)
  return messageOf('card.lease.returned-by', {
    person: sanitizeText(who, 60),
    approved: back.approvals.length > 0 ? 'yes' : 'no',
    agreed: personList(
      back.approvals.map(({ by }) => by.name),
      say,
    ),
  })
}

/** What took it back: an undo that was asked for, or the return of the lease itself. */
const returnOf = ({ id, undoneBy }: Action, { actions }: Incident): Action | undefined =>
  actions.find((other) => other.id === undoneBy) ??
  actions.findLast(({ by, finishedAt }) => by.kind === 'lease' && by.of === id && finishedAt !== undefined)
