import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { cardButton } from './card-button.ts'
import type { CardForm } from './card-form.ts'
import { type CardLine, cardLine, toneDots } from './card-line.ts'

const hourInMs = 60 * 60_000
const extensionHours = [1, 2, 4, 8]

/** Still standing, and nothing has asked for it back yet. */
const isLeaseRunning = ({ id, lease }: Action, { actions }: Incident): boolean =>
  lease !== undefined && lease.ended === undefined && !actions.some(({ by }) => by.kind === 'lease' && by.of === id)

/** None or one: that it goes back soon, for those who still need it. */
export const leaseReminder = (action: Action, incident: Incident, say: Translate): readonly CardLine[] => {
  const { lease } = action
  if (lease?.reminded !== true || !isLeaseRunning(action, incident)) return []
  return [cardLine(toneDots.warning, 'warning', say(messageOf('card.lease.soon', { endsAt: lease.endsAt })))]
}

/** For how much longer? Read as `extendHours`. */
export const leaseExtensionForm = (action: Action, incident: Incident, say: Translate): readonly CardForm[] =>
  isLeaseRunning(action, incident)
    ? [
        {
          title: say(messageOf('card.extend.title')),
          style: 'default',
          notes: [cardLine('▸', 'default', say(messageOf('card.extend.words', { endsAt: action.lease?.endsAt ?? 0 })))],
          texts: [],
          choices: [
            {
              id: 'extendHours',
              label: say(messageOf('card.extend.label')),
              first: String(extensionHours[0]),
              choices: extensionHours.map((hours) => ({ title: say.duration(hours * hourInMs), value: String(hours) })),
            },
          ],
          buttons: [cardButton(say(messageOf('card.button.extend-lease')), 'extend-lease', action.id, 'positive')],
        },
      ]
    : []
