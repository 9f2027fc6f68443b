import { messageOf } from '../../i18n/message.ts'
import { answerView } from '../../views/answer-view.ts'
import { evidenceFileLines } from '../../views/parts/evidence-file-lines.ts'
import { incidentAppName } from './display-names.ts'
import type { UtteranceReply } from './types.ts'

export const logsReply: UtteranceReply = {
  id: 'logs',
  about: 'any',
  phrases: {
    en: 'show/give/get/see/fetch/pull me? the? logs/log/files/evidence, the? logs please?, logs, what/which logs/files/evidence do we/you have?, what did you collect, what have you collected, where are the logs/files',
    nl: 'laat _ logs/log/logging/logboeken/bestanden/bewijs zien, toon/geef/haal me? de? logs/log/logging/logboeken/bestanden, de? logs graag?, logs, welke logs/bestanden heb je/we, wat heb je verzameld, waar staan de logs/bestanden',
  },
  answer: async ({ message, incident }, { responder, dependencies, permissions }) => {
    const { links } = dependencies.renderContext
    const nothing = incident.evidence.length + incident.collecting.length + incident.collectionFailures.length === 0
    const isWanted = nothing || (incident.collecting.length === 0 && incident.closed === undefined)
    // Whoever may only read gets what is there.
    if (isWanted && !permissions.denialOf(message, 'collect', incident.app)) {
      const { person: by, place } = message
      await responder.commit(message, incident.id, {
        type: 'Collect',
        collectors: dependencies.collectors.map(({ id }) => id),
        by,
        place,
      })
    }
    const later = { ...message, id: `${message.id}#files` }
    await responder.answer(later, 'logs', (say) =>
      answerView(
        {
          title: messageOf('talk.logs.title', { app: incidentAppName(incident) }),
          lines: [
            ...evidenceFileLines(incident, say).map(({ mark, text }) => `${mark}${text}`),
            ...incident.evidence.flatMap(({ id }) => (links === undefined ? [] : [links.evidence(id)])),
            say(messageOf('talk.logs.coming')),
          ],
        },
        say,
      ),
    )
  },
}
