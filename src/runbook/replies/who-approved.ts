import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action } from '../../incident/incident.ts'
import { answerView } from '../../views/answer-view.ts'
import { actionTitle, incidentAppName } from './display-names.ts'
import type { UtteranceReply } from './types.ts'

export const whoApprovedReply: UtteranceReply = {
  id: 'who-approved',
  about: 'any',
  phrases: {
    en: 'who approved this/it/that?, who has approved this/it/that?, who gave approval, who said yes, who rejected this/it?, is it approved, was it/this/that approved, has it/this/that been approved, approved by whom/who',
    nl: 'wie heeft dit/het/dat? goedgekeurd, wie heeft dit/het? @incident? goedgekeurd, wie keurde dit/het/dat? goed, wie heeft akkoord gegeven, wie ging akkoord, wie heeft dit/het? afgewezen/afgekeurd, is het/dit/dat? goedgekeurd',
  },
  answer: async ({ message, incident }, { responder }) =>
    responder.answer(message, 'who-approved', (say) => {
      const lines = incident.actions
        .filter(({ by }) => by.kind === 'person')
        .flatMap((action) => decisionLines(action, say))
      return answerView(
        {
          title: messageOf('talk.who-approved.title', { incident: incident.id, app: incidentAppName(incident) }),
          lines: lines.length === 0 ? [say(messageOf('talk.who-approved.nothing'))] : lines,
        },
        say,
      )
    }),
}

const decisionLines = (action: Action, say: Translate): readonly string[] => {
  const step = actionTitle(action, say)
  const given = action.approvals.map(({ by, at }) =>
    say(messageOf('talk.who-approved.given', { who: by.name, step, givenAt: at })),
  )
  if (action.endedBy !== undefined)
    return [...given, say(messageOf('talk.who-approved.ended', { who: action.endedBy.name, step }))]
  return given.length === 0 ? [say(messageOf('talk.who-approved.nobody', { step }))] : given
}
