import type { Action, Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { actionHeadline } from './headline.ts'
import { actionTitle } from './step.ts'
import { dots, type Line, line } from './tone.ts'

/** Every step asked for, oldest first, with where it stands. */
export const actionLines = (incident: Incident, say: Say): readonly Line[] =>
  incident.actions.slice(-6).map((action) => {
    const { tone, words } = actionHeadline(action)
    return line(
      dots[tone],
      'default',
      plain(`${actionTitle(action, say)}: ${say(words)}${lease(action, say)}${emergency(action, say)}`),
    )
  })

const lease = ({ lease: running }: Action, say: Say): string => {
  if (running === undefined) return ''
  const words =
    running.ended === undefined
      ? phrase('card.lease.until', { endsAt: running.endsAt })
      : phrase(`card.lease.${running.ended}`)
  return ` · ${say(words)}`
}

/** Never in small print: that nobody approved it, and what became of its review. */
const emergency = ({ glass }: Action, say: Say): string => {
  if (glass === undefined) return ''
  const stage = glass.review?.verdict ?? (glass.overdue === true ? 'overdue' : 'pending')
  return ` · ${say(phrase(`card.emergency.${stage}`))}`
}
