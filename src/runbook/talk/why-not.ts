import type { Incident } from '../../incident/incident.ts'
import { offers } from '../../incident/offers.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Listened } from '../../language/listen.ts'
import type { Say } from '../../language/types.ts'
import { answerView } from '../../views/answer.ts'
import { appName, offeredTitles } from './names.ts'
import type { Utterance } from './types.ts'

export const whyNot: Utterance = {
  id: 'why-not',
  about: 'any',
  said: {
    en: 'why not, why not just? restart/reboot/scale/scaling/restarting out?, why dont/cant/shouldnt we/you/i just? restart/reboot/scale it? out?, shouldnt/cant/couldnt we just? restart/reboot/scale it? out?, wouldnt a restart help, would/will a restart help, would restarting/scaling help, should we/i restart/scale it? out?',
    nl: 'waarom niet, waarom niet gewoon? herstarten/herstart/opschalen/uitschalen/schalen, waarom niet gewoon? opnieuw starten/opstarten, waarom herstarten/schalen we niet, waarom geen herstart, kunnen we niet gewoon? herstarten/opschalen/uitschalen, helpt een herstart niet?, helpt herstarten/schalen/opschalen niet?, zou een herstart helpen, zouden we niet? moeten herstarten/schalen',
  },
  answer: async ({ message, incident, listened }, { desk }) =>
    desk.answer(message, 'why-not', (say) =>
      answerView(
        {
          title: phrase(`talk.why-not.title.${listened.step ?? 'step'}`, { app: appName(incident) }),
          lines: reasons(incident, listened, say),
          next: phrase('talk.why-not.next'),
        },
        say,
      ),
    ),
}

const fits = (step: string, wanted: Listened['step']): boolean =>
  wanted === undefined || (wanted === 'restart' ? step.includes('restart') : step === wanted)

const reasons = (incident: Incident, { step }: Listened, say: Say): readonly string[] => {
  const cause = incident.verdict?.outcome === 'cause' ? incident.verdict.causes[0] : undefined
  if (cause === undefined) return [say(phrase('talk.why-not.no-cause'))]
  const offered = offers(incident).filter((each) => fits(each.step, step))
  if (step !== undefined && offered.length > 0) {
    return [say(phrase('talk.why-not.offered')), ...offered.map(({ why }) => `▸ ${say(why)}`)]
  }
  return [
    say(phrase('talk.why-not.cause', { cause: say(phrase(`cause.${cause.cause}.title`)) })),
    say(phrase(`cause.${cause.cause}.summary`)),
    ...offeredTitles(incident, say).map((title) => `▸ ${say(phrase('talk.why-not.instead', { step: title }))}`),
  ]
}
