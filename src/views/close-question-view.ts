import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { isWaiting } from '../incident/decide/close-incident.ts'
import { failingFigureOf } from '../incident/failing-figure.ts'
import type { Incident } from '../incident/incident.ts'
import { choiceView } from './choice-view.ts'
import { noticeView } from './notice-view.ts'
import { cardButton } from './parts/card-button.ts'
import { stillFailingMessage } from './parts/closed-outcome.ts'
import { incidentAppName } from './parts/display-names.ts'
import { actionTitle } from './parts/step-title.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** Whoever closes what still fails, or what somebody waits for, is asked once whether they mean it. */
export const closeQuestionView = (incident: Incident, say: Translate): CardView => {
  const failing = failingFigureOf(incident)
  const waiting = incident.actions.filter(isWaiting)
  const words: readonly TranslatableMessage[] = [
    ...(failing === undefined ? [] : [stillFailingMessage(incident.id, failing)]),
    ...waiting.map((action) =>
      messageOf('talk.close.waiting', { incident: incident.id, step: actionTitle(action, say) }),
    ),
    messageOf(waiting.length > 0 ? 'talk.close.withdraw' : 'talk.close.anyway'),
  ]
  const close = messageOf(waiting.length > 0 ? 'card.button.withdraw-and-close' : 'card.button.close-anyway')
  const buttons = [
    cardButton(say(close), 'close-anyway', incident.id, 'destructive'),
    cardButton(say(messageOf('card.button.keep-open')), 'keep-open', incident.id),
  ]
  return choiceView({ words, choices: [], buttons }, say)
}

/** What stands in its place once somebody has answered it: who, and how. */
export const answeredCloseQuestionView = (incident: Incident, say: Translate): CardView => {
  const { id, closed, closeAsked } = incident
  const who = sanitizeText((closed === undefined ? closeAsked?.keptOpenBy : closed.by)?.name ?? '–', 40)
  const answer = closed === undefined ? 'kept' : 'closed'
  return noticeView(
    messageOf(`talk.close.answered.${answer}`, { incident: id, app: incidentAppName(incident), who }),
    say,
  )
}
