import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import type { MatchedUtterance } from '../../understand/utterance-matcher.ts'
import { answerView } from '../../views/answer-view.ts'
import { incidentAppName, offeredStepTitles } from './display-names.ts'
import type { UtteranceReply } from './types.ts'

export const whyNotReply: UtteranceReply = {
  id: 'why-not',
  about: 'any',
  phrases: {
    en: 'why not, why not just? restart/reboot/scale/scaling/restarting out?, why dont/cant/shouldnt we/you/i just? restart/reboot/scale it? out?, shouldnt/cant/couldnt we just? restart/reboot/scale it? out?, wouldnt a restart help, would/will a restart help, would restarting/scaling help, should we/i restart/scale it? out?',
    nl: 'waarom niet, waarom niet gewoon? herstarten/herstart/opschalen/uitschalen/schalen, waarom niet gewoon? opnieuw starten/opstarten, waarom herstarten/schalen we niet, waarom geen herstart, kunnen we niet gewoon? herstarten/opschalen/uitschalen, helpt een herstart niet?, helpt herstarten/schalen/opschalen niet?, zou een herstart helpen, zouden we niet? moeten herstarten/schalen',
  },
  answer: async ({ message, incident, listened }, { responder }) =>
    responder.answer(message, 'why-not', (say) =>
      answerView(
        {
          title: messageOf(`talk.why-not.title.${listened.step ?? 'step'}`, { app: incidentAppName(incident) }),
          lines: reasons(incident, listened, say),
          next: messageOf('talk.why-not.next'),
        },
        say,
      ),
    ),
}

const fits = (step: string, wanted: MatchedUtterance['step']): boolean =>
  wanted === undefined || (wanted === 'restart' ? step.includes('restart') : step === wanted)

const reasons = (incident: Incident, { step }: MatchedUtterance, say: Translate): readonly string[] => {
  const cause = incident.verdict?.outcome === 'cause' ? incident.verdict.causes[0] : undefined
  if (cause === undefined) return [say(messageOf('talk.why-not.no-cause'))]
  const offered = suggestedStepsOf(incident).filter((each) => fits(each.step, step))
  if (step !== undefined && offered.length > 0) {
    return [say(messageOf('talk.why-not.offered')), ...offered.map(({ why }) => `▸ ${say(why)}`)]
  }
  return [
    say(messageOf('talk.why-not.cause', { cause: say(messageOf(`cause.${cause.cause}.title`)) })),
    say(messageOf(`cause.${cause.cause}.summary`)),
    ...offeredStepTitles(incident, say).map((title) => `▸ ${say(messageOf('talk.why-not.instead', { step: title }))}`),
  ]
}
