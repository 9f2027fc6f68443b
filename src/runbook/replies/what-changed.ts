import { messageOf } from '../../i18n/message.ts'
import { answerView } from '../../views/answer-view.ts'
import { changeLines } from '../../views/parts/change-lines.ts'
import { incidentAppName } from './display-names.ts'
import type { UtteranceReply } from './types.ts'

export const whatChangedReply: UtteranceReply = {
  id: 'what-changed',
  about: 'any',
  phrases: {
    en: 'what changed, whats changed, what has/s changed, what have we/you/they changed, any/recent/latest/last changes, which changes, what was deployed/changed, who changed/deployed what/something/it?, did anyone/anybody/someone/somebody deploy/change something/anything?, was there a deploy/deployment/change, any deploys/deployments, show _ changes',
    nl: 'wat is er veranderd/gewijzigd/aangepast/gedeployd/uitgerold/gedeployed, wat veranderde er?, welke wijzigingen, recente/laatste wijzigingen, wie heeft er? iets/wat veranderd/gewijzigd/gedeployd/uitgerold, heeft er? iemand iets gedeployd/gewijzigd/veranderd/uitgerold, is er iets? gedeployd/veranderd/gewijzigd/uitgerold, toon _ wijzigingen, laat _ wijzigingen zien',
  },
  answer: async ({ message, incident }, { responder }) =>
    responder.answer(message, 'what-changed', (say) => {
      const lines = changeLines(incident, say).map(({ time, what, detail }) => `${time}${what}${detail}`)
      return answerView(
        {
          title: messageOf('talk.what-changed.title', { app: incidentAppName(incident) }),
          lines: lines.length === 0 ? [say(messageOf('talk.what-changed.none'))] : lines,
        },
        say,
      )
    }),
}
