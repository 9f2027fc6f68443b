import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import { namedCauses, type SuggestedStep, type Verdict } from '../../incident/verdict.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import type { MatchedUtterance } from '../../understand/utterance-matcher.ts'
import { answerView } from '../../views/answer-view.ts'
import { replacementText, verdictTitle } from '../../views/parts/verdict-title.ts'
import { incidentAppName, offeredStepTitles } from './display-names.ts'
import type { UtteranceReply } from './types.ts'

export const whyNotReply: UtteranceReply = {
  id: 'why-not',
  about: 'any',
  phrases: {
    en: 'why not, why not just? restart/reboot/scale/scaling/restarting out?, why dont/cant/shouldnt we/you/i just? restart/reboot/scale it? out?, shouldnt/cant/couldnt we just? restart/reboot/scale it? out?, wouldnt a restart help, would/will a restart help, would restarting/scaling help, should we/i restart/scale it? out?',
    nl: 'waarom niet, waarom niet gewoon? herstarten/herstart/opschalen/uitschalen/schalen, waarom niet gewoon? opnieuw starten/opstarten, waarom herstarten/schalen we niet, waarom geen herstart, kunnen we niet gewoon? herstarten/opschalen/uitschalen, helpt een herstart niet?, helpt herstarten/schalen/opschalen niet?, zou een herstart helpen, zouden we niet? moeten herstarten/schalen',
  },
  answer: async ({ message, incident, utterance }, { responder, dependencies }) =>
    responder.answer(message, 'why-not', (say) =>
      answerView(
        {
          title: messageOf(`talk.why-not.title.${utterance.intent ?? 'step'}`, { app: incidentAppName(incident) }),
          lines: reasons(incident, namedOffers(incident, utterance, dependencies.steps), say),
          next: messageOf('talk.why-not.next'),
        },
        say,
      ),
    ),
}

/** What the verdict offers of the steps that would be asked for in these words. */
const namedOffers = (
  incident: Incident,
  { intent }: MatchedUtterance,
  steps: readonly MitigationStep[],
): readonly SuggestedStep[] => {
  const named = steps.filter(({ askedBy }) => askedBy !== undefined && askedBy.intent === intent).map(({ id }) => id)
  return suggestedStepsOf(incident).filter(({ step }) => named.includes(step))
}

const reasons = (incident: Incident, named: readonly SuggestedStep[], say: Translate): readonly string[] => {
  const { verdict } = incident
  const [cause] = namedCauses(verdict)
  if (verdict?.until !== undefined) return [say(messageOf('talk.why-not.over')), ...verdictLines(verdict, say)]
  if (verdict?.provisional !== undefined && incident.closed === undefined) {
    return [say(messageOf('talk.why-not.provisional', { againAt: verdict.provisional.lookAgainAt }))]
  }
  if (verdict === undefined || cause === undefined) {
    return [...(verdict === undefined ? [] : verdictLines(verdict, say)), say(messageOf('talk.why-not.no-cause'))]
  }
  if (named.length > 0) {
    return [say(messageOf('talk.why-not.offered')), ...named.map(({ why }) => `▸ ${say(why)}`)]
  }
  return [
    say(messageOf('talk.why-not.cause', { cause: say(messageOf(`cause.${cause.cause}.title`)) })),
    say(messageOf(`cause.${cause.cause}.summary`)),
    ...replacementText(verdict, say),
    ...offeredStepTitles(incident, say).map((title) => `▸ ${say(messageOf('talk.why-not.instead', { step: title }))}`),
  ]
}

const verdictLines = (verdict: Verdict, say: Translate): readonly string[] => [
  verdictTitle(verdict, say),
  ...replacementText(verdict, say),
]
