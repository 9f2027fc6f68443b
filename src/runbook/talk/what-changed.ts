import { phrase } from '../../incident/phrase.ts'
import { answerView } from '../../views/answer.ts'
import { changeLines } from '../../views/parts/changes.ts'
import { appName } from './names.ts'
import type { Utterance } from './types.ts'

export const whatChanged: Utterance = {
  id: 'what-changed',
  about: 'any',
  said: {
    en: 'what changed, whats changed, what has/s changed, what have we/you/they changed, any/recent/latest/last changes, which changes, what was deployed/changed, who changed/deployed what/something/it?, did anyone/anybody/someone/somebody deploy/change something/anything?, was there a deploy/deployment/change, any deploys/deployments, show _ changes',
    nl: 'wat is er veranderd/gewijzigd/aangepast/gedeployd/uitgerold/gedeployed, wat veranderde er?, welke wijzigingen, recente/laatste wijzigingen, wie heeft er? iets/wat veranderd/gewijzigd/gedeployd/uitgerold, heeft er? iemand iets gedeployd/gewijzigd/veranderd/uitgerold, is er iets? gedeployd/veranderd/gewijzigd/uitgerold, toon _ wijzigingen, laat _ wijzigingen zien',
  },
  answer: async ({ message, incident }, { desk }) =>
    desk.answer(message, 'what-changed', (say) => {
      const lines = changeLines(incident, say).map(({ time, what, detail }) => `${time}${what}${detail}`)
      return answerView(
        {
          title: phrase('talk.what-changed.title', { app: appName(incident) }),
          lines: lines.length === 0 ? [say(phrase('talk.what-changed.none'))] : lines,
        },
        say,
      )
    }),
}
