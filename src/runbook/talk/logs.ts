import { phrase } from '../../incident/phrase.ts'
import { answerView } from '../../views/answer.ts'
import { fileLines } from '../../views/parts/files.ts'
import { appName } from './names.ts'
import type { Utterance } from './types.ts'

export const logs: Utterance = {
  id: 'logs',
  about: 'any',
  said: {
    en: 'show/give/get/see/fetch/pull me? the? logs/log/files/evidence, the? logs please?, logs, what/which logs/files/evidence do we/you have?, what did you collect, what have you collected, where are the logs/files',
    nl: 'laat _ logs/log/logging/logboeken/bestanden/bewijs zien, toon/geef/haal me? de? logs/log/logging/logboeken/bestanden, de? logs graag?, logs, welke logs/bestanden heb je/we, wat heb je verzameld, waar staan de logs/bestanden',
  },
  answer: async ({ message, incident }, { desk, parts }) => {
    const { links } = parts.surroundings
    const nothing = incident.evidence.length + incident.collecting.length + incident.collectionFailures.length === 0
    if (nothing || (incident.collecting.length === 0 && incident.closed === undefined)) {
      const { person: by, place } = message
      await desk.commit(message, incident.id, {
        type: 'Collect',
        collectors: parts.collectors.map(({ id }) => id),
        by,
        place,
      })
    }
    const later = { ...message, id: `${message.id}#files` }
    await desk.answer(later, 'logs', (say) =>
      answerView(
        {
          title: phrase('talk.logs.title', { app: appName(incident) }),
          lines: [
            ...fileLines(incident, say).map(({ mark, text }) => `${mark}${text}`),
            ...incident.evidence.flatMap(({ id }) => (links === undefined ? [] : [links.evidence(id)])),
            say(phrase('talk.logs.coming')),
          ],
        },
        say,
      ),
    )
  },
}
