import { phrase } from '../../incident/phrase.ts'
import { answerView } from '../../views/answer.ts'
import { causeLines } from './cause-lines.ts'
import { appName } from './names.ts'
import type { Utterance } from './types.ts'

export const why: Utterance = {
  id: 'why',
  about: 'any',
  said: {
    en: 'why, how come, why is that, what is/s the cause/reason, whats the cause/reason, whats wrong, what is/s wrong, what is/s going on, whats going on, what happened, explain, explain why, how do you know, are you sure, on what grounds',
    nl: 'waarom, hoezo, hoe komt het, hoe komt dat, waardoor, wat is de oorzaak/reden, wat is er mis, wat is er aan de hand, wat is er gebeurd, leg uit, leg dat uit, leg het uit, hoe weet je dat, weet je het zeker, weet je dat zeker',
    de: 'warum, wieso, weshalb, was ist los',
    fr: 'pourquoi',
    es: 'por que',
    pt: 'por que, porque',
  },
  answer: async ({ message, incident }, { desk }) =>
    desk.answer(message, 'why', (say) =>
      answerView(
        {
          title: phrase('talk.why.title', { incident: incident.id, app: appName(incident) }),
          lines: causeLines(incident, say),
          next: phrase('talk.why.next'),
        },
        say,
      ),
    ),
}
