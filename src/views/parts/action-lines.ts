import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine, toneDots } from './card-line.ts'
import { actionHeadline } from './headline.ts'
import { actionTitle } from './step-title.ts'

/** Every step asked for, oldest first, with where it stands. */
export const actionLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  incident.actions.slice(-6).map((action) => {
    const { tone, words } = actionHeadline(action)
    return cardLine(
      toneDots[tone],
      'default',
      sanitizeText(
        `${actionTitle(action, say)}: ${say(words)}${leaseSuffix(action, say)}${breakGlassSuffix(action, say)}`,
      ),
    )
  })

const leaseSuffix = ({ lease: running }: Action, say: Translate): string => {
  if (running === undefined) return ''
  const words =
    running.ended === undefined
      ? messageOf('card.lease.until', { endsAt: running.endsAt })
      : messageOf(`card.lease.${running.ended}`)
  return ` · ${say(words)}`
}

/** Never in small print: that nobody approved it, and what became of its review. */
const breakGlassSuffix = ({ breakGlassUse }: Action, say: Translate): string => {
  if (breakGlassUse === undefined) return ''
  const state = breakGlassUse.review?.verdict ?? (breakGlassUse.overdue === true ? 'overdue' : 'pending')
  return ` · ${say(messageOf(`card.emergency.${state}`))}`
}
