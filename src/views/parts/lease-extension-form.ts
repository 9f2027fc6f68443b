import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { isLeaseRunning } from '../../incident/lease/lease-status.ts'
import { isTakenBack } from '../../incident/lease/undo-step.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardButton, cardButton } from './card-button.ts'
import type { CardForm } from './card-form.ts'
import { type CardLine, cardLine, toneDots } from './card-line.ts'
import { costText } from './cost-text.ts'

const hourInMs = 60 * 60_000
const extensionHours = [1, 2, 4, 8]

/** That it goes back soon, for those who still need it; or that it stays though its time is over, and why. */
export const leaseReminder = (action: Action, incident: Incident, say: Translate): readonly CardLine[] => {
  const { lease } = action
  if (lease === undefined || !isLeaseRunning(action, incident)) return []
  if (lease.held !== undefined) return leaseHoldLines(action, lease.held, say)
  if (lease.reminded !== true) return []
  return [cardLine(toneDots.warning, 'warning', say(messageOf('card.lease.soon', { endsAt: lease.endsAt })))]
}

type Hold = NonNullable<NonNullable<Action['lease']>['held']>

const leaseHoldLines = ({ plan }: Action, { why, until, asks }: Hold, say: Translate): readonly CardLine[] => {
  const cost = plan === undefined ? '' : costText(plan.cost, say)
  return [
    cardLine(toneDots.warning, 'warning', sanitizeText(say(why), 400)),
    cardLine('▸', 'default', say(messageOf('card.lease.held.again', { untilAt: until }))),
    ...(asks === undefined
      ? []
      : [cardLine('▸', 'attention', sanitizeText(say(messageOf(`card.lease.asks.${asks}`, { cost })), 400))]),
  ]
}

/** For how much longer? Read as `extendHours`. Once it is known whether the step helped, the two other ends as well. */
export const leaseExtensionForm = (action: Action, incident: Incident, say: Translate): readonly CardForm[] => {
  if (!isLeaseRunning(action, incident) || isTakenBack(action, incident)) return []
  return [extensionForm(action, say), ...(isVerified(action) ? [leaseEndForm(action, say)] : [])]
}

const extensionForm = (action: Action, say: Translate): CardForm => ({
  title: say(messageOf('card.extend.title')),
  style: 'default',
  notes: [leaseEndLine(action, say)],
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
})

const leaseEndForm = (action: Action, say: Translate): CardForm => ({
  title: say(messageOf('card.lease.end.title')),
  style: 'default',
  notes: [leaseEndLine(action, say), cardLine('▸', 'default', say(messageOf('card.lease.end.words')))],
  texts: [],
  choices: [],
  buttons: leaseEndButtons(action, say),
})

const leaseEndButtons = ({ id }: Action, say: Translate): readonly CardButton[] => [
  cardButton(say(messageOf('card.button.return-lease')), 'return-lease', id, 'destructive'),
  cardButton(say(messageOf('card.button.keep-for-good')), 'keep-for-good', id),
]

/** The same beside a message, where nothing is filled in: an hour more, unless the policy gives none, or either end. */
export const leaseButtons = (action: Action, say: Translate): readonly CardButton[] => [
  ...(action.lease?.held?.asks === 'maximum'
    ? []
    : [cardButton(say(messageOf('card.button.extend-lease.hour')), 'extend-lease', action.id, 'positive')]),
  ...(isVerified(action) ? leaseEndButtons(action, say) : []),
]

const isVerified = (action: Action): boolean => !hasStatusTrait(action, 'under-way')

const leaseEndLine = ({ lease }: Action, say: Translate): CardLine =>
  lease?.held === undefined
    ? cardLine('▸', 'default', say(messageOf('card.extend.words', { endsAt: lease?.endsAt ?? 0 })))
    : cardLine('▸', 'warning', sanitizeText(say(lease.held.why), 400))
