import type { Action, Incident } from '../../incident/incident.ts'
import { isLocked } from '../../incident/outstanding.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { button } from './button.ts'
import { collectorTitle } from './files.ts'
import { type Form, reasonInput } from './form.ts'
import { quote } from './glass.ts'
import { firstOf } from './names.ts'
import { type Line, line } from './tone.ts'

/** Approved, and held back until what it destroys is kept. */
const isHeldBack = (action: Action, incident: Incident): boolean =>
  action.status === 'approved' && isLocked(action, incident)

/** Where it stands in more than its status: approved is also what waits, and what nobody approved. */
export const stage = (action: Action, incident: Incident): Action['status'] | 'held-back' | 'emergency' => {
  if (isHeldBack(action, incident)) return 'held-back'
  return action.status === 'approved' && action.glass !== undefined ? 'emergency' : action.status
}

/** What it waits for, by name. */
export const lockLines = (action: Action, incident: Incident, say: Say): readonly Line[] => {
  if (!isHeldBack(action, incident)) return []
  const collectors = incident.collecting.map((collector) => collectorTitle(collector, say))
  const what = collectors.length === 0 ? undefined : firstOf(collectors, 6, say)
  const words = what === undefined ? phrase('card.lock.not-begun') : phrase('card.lock.waits-for', { what })
  return [line('…', 'warning', plain(say(words), 500))]
}

export const waiveForm = (action: Action, incident: Incident, say: Say): readonly Form[] =>
  isHeldBack(action, incident)
    ? [
        {
          title: say(phrase('card.waive.title')),
          style: 'default',
          notes: [line('▸', 'attention', say(phrase('card.waive.warning')))],
          texts: [reasonInput('card.waive.reason', say)],
          choices: [],
          buttons: [button(say(phrase('card.button.waive-evidence')), 'waive-evidence', action.id, 'destructive')],
        },
      ]
    : []

export const waiverLines = ({ waiver }: Action, say: Say): readonly Line[] =>
  waiver === undefined
    ? []
    : [
        line(
          '▸',
          'attention',
          plain(
            `${say(phrase('card.waive.given', { who: plain(waiver.by.name, 60), waivedAt: waiver.at }))} ${quote(waiver.reason)}`,
            700,
          ),
        ),
      ]
