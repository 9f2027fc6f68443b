import type { Action } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { answerView } from '../../views/answer.ts'
import { actionTitle, appName } from './names.ts'
import type { Utterance } from './types.ts'

export const whoApproved: Utterance = {
  id: 'who-approved',
  about: 'any',
  said: {
    en: 'who approved this/it/that?, who has approved this/it/that?, who gave approval, who said yes, who rejected this/it?, is it approved, was it/this/that approved, has it/this/that been approved, approved by whom/who',
    nl: 'wie heeft dit/het/dat? goedgekeurd, wie heeft dit/het? @incident? goedgekeurd, wie keurde dit/het/dat? goed, wie heeft akkoord gegeven, wie ging akkoord, wie heeft dit/het? afgewezen/afgekeurd, is het/dit/dat? goedgekeurd',
  },
  answer: async ({ message, incident }, { desk }) =>
    desk.answer(message, 'who-approved', (say) => {
      const lines = incident.actions.filter(({ by }) => by.kind === 'person').flatMap((action) => decided(action, say))
      return answerView(
        {
          title: phrase('talk.who-approved.title', { incident: incident.id, app: appName(incident) }),
          lines: lines.length === 0 ? [say(phrase('talk.who-approved.nothing'))] : lines,
        },
        say,
      )
    }),
}

const decided = (action: Action, say: Say): readonly string[] => {
  const step = actionTitle(action, say)
  const given = action.approvals.map(({ by, at }) =>
    say(phrase('talk.who-approved.given', { who: by.name, step, givenAt: at })),
  )
  if (action.endedBy !== undefined)
    return [...given, say(phrase('talk.who-approved.ended', { who: action.endedBy.name, step }))]
  return given.length === 0 ? [say(phrase('talk.who-approved.nobody', { step }))] : given
}
