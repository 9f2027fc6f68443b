import type { ChatMessage } from '../../chat/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { heaviestFirst, namedCauses } from '../../incident/verdict.ts'
import { answerView } from '../../views/answer-view.ts'
import { verdictSections } from '../../views/parts/verdict-sections.ts'
import { replacementText } from '../../views/parts/verdict-title.ts'
import type { InputContext } from '../input-context.ts'
import { incidentAppName } from './display-names.ts'
import type { UtteranceReply } from './types.ts'

export const whyReply: UtteranceReply = {
  id: 'why',
  about: 'any',
  phrases: {
    en: 'why, how come, why is that, what is/s the cause/reason, whats the cause/reason, whats wrong, what is/s wrong, what is/s going on, whats going on, what happened, explain, explain why, how do you know, are you sure, on what grounds',
    nl: 'waarom, hoezo, hoe komt het, hoe komt dat, waardoor, wat is de oorzaak/reden, wat is er mis, wat is er aan de hand, wat is er gebeurd, leg uit, leg dat uit, leg het uit, hoe weet je dat, weet je het zeker, weet je dat zeker',
    de: 'warum, wieso, weshalb, was ist los',
    fr: 'pourquoi',
    es: 'por que',
    pt: 'por que, porque',
  },
  answer: ({ message, incident }, context) => answerWhy(message, incident, context),
}

export const answerWhy = (
  message: ChatMessage,
  incident: Incident,
  { responder }: Pick<InputContext, 'responder'>,
): Promise<void> =>
  responder.answer(message, 'why', (say) =>
    answerView(
      {
        title: messageOf('talk.why.title', { incident: incident.id, app: incidentAppName(incident) }),
        lines: causeLines(incident, say),
        next: messageOf('talk.why.next'),
      },
      say,
    ),
  )

const maxReasons = 5

/** What is the matter and what says so; or what is not known yet. */
const causeLines = (incident: Incident, say: Translate): readonly string[] => {
  const { verdict, observation } = incident
  if (observation === undefined) return [say(messageOf('talk.why.no-app'))]
  if (verdict === undefined) return [say(messageOf('talk.why.looking'))]
  const [section] = verdictSections(incident, say)
  const heads = [section?.title ?? '', section?.summary ?? ''].filter((text) => text !== '')
  const [cause] = namedCauses(verdict)
  if (cause === undefined) return [...heads, ...(section?.evidence ?? []).map(({ mark, text }) => mark + text)]
  const replaced = replacementText(verdict, say)
  const reasons = heaviestFirst(cause.evidence).slice(0, maxReasons - replaced.length)
  const against = cause.against.slice(0, 2)
  return [
    ...heads,
    ...reasons.map(({ text }) => `▸ ${say(text)}`),
    ...against.map(({ text }) => `− ${say(text)}`),
    ...replaced.map((text) => `↺ ${text}`),
    say(messageOf(`cause.${cause.cause}.summary`)),
  ]
}
