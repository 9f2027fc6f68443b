import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine, toneDots } from './card-line.ts'
import { actionHeadline } from './headline.ts'
import { leaseEndMessage } from './lease-end.ts'
import { actionTitle } from './step-title.ts'
import { undoneByName } from './undo-button.ts'

/** Every step asked for, oldest first, with where it stands. */
export const actionLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  incident.actions.slice(-6).map((action) => {
    const { tone, words } = actionHeadline(action)
    return cardLine(
      toneDots[tone],
      'default',
      sanitizeText(
        `${actionTitle(action, say)}: ${say(words)}${undoneSuffix(action, incident, say)}${leaseSuffix(action, incident, say)}${breakGlassSuffix(action, say)}`,
      ),
    )
  })

const leaseSuffix = (action: Action, incident: Incident, say: Translate): string => {
  const { lease, status } = action
  if (lease === undefined || status === 'undone') return ''
  const { ended, held, endsAt } = lease
  if (ended !== undefined) return ` · ${say(leaseEndMessage(action, incident, say))}`
  const words =
    held === undefined
      ? messageOf('card.lease.until', { endsAt })
      : messageOf('card.lease.held', { untilAt: held.until })
  return ` · ${say(words)}`
}

const undoneSuffix = (action: Action, incident: Incident, say: Translate): string =>
  action.status === 'undone' ? ` ${say(messageOf('card.undo.by', { who: undoneByName(action, incident) }))}` : ''

/** Never in small print: that nobody approved it, and what became of its review. */
const breakGlassSuffix = ({ breakGlassUse }: Action, say: Translate): string => {
  if (breakGlassUse === undefined) return ''
  const state = breakGlassUse.review?.verdict ?? (breakGlassUse.overdue === true ? 'overdue' : 'pending')
  return ` · ${say(messageOf(`card.emergency.${state}`))}`
}
