import type { Action, Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { button } from './button.ts'
import type { Form } from './form.ts'
import { dots, type Line, line } from './tone.ts'

const hourInMs = 60 * 60_000
const choices = [1, 2, 4, 8]

/** Still standing, and nothing has asked for it back yet. */
const runs = ({ id, lease }: Action, { actions }: Incident): boolean =>
  lease !== undefined && lease.ended === undefined && !actions.some(({ by }) => by.kind === 'lease' && by.of === id)

/** None or one: that it goes back soon, for those who still need it. */
export const leaseReminder = (action: Action, incident: Incident, say: Say): readonly Line[] => {
  const { lease } = action
  if (lease?.reminded !== true || !runs(action, incident)) return []
  return [line(dots.warning, 'warning', say(phrase('card.lease.soon', { endsAt: lease.endsAt })))]
}

/** For how much longer? Read as `extendHours`. */
export const extendForm = (action: Action, incident: Incident, say: Say): readonly Form[] =>
  runs(action, incident)
    ? [
        {
          title: say(phrase('card.extend.title')),
          style: 'default',
          notes: [line('▸', 'default', say(phrase('card.extend.words', { endsAt: action.lease?.endsAt ?? 0 })))],
          texts: [],
          choices: [
            {
              id: 'extendHours',
              label: say(phrase('card.extend.label')),
              first: String(choices[0]),
              choices: choices.map((hours) => ({ title: say.duration(hours * hourInMs), value: String(hours) })),
            },
          ],
          buttons: [button(say(phrase('card.button.extend-lease')), 'extend-lease', action.id, 'positive')],
        },
      ]
    : []
