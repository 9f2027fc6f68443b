import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Person } from '../../incident/person.ts'
import { answerView } from '../../views/answer-view.ts'
import { incidentAppName } from './display-names.ts'
import type { UtteranceReply } from './types.ts'

export const whoReply: UtteranceReply = {
  id: 'who',
  about: 'any',
  phrases: {
    en: 'who is/s on this/it, whos on this/it, who is/s working/looking on/at/into this/it, whos working/looking on/at/into this/it, who is/s handling this/it, who has this/it, who reported this/it, who is/s involved, anyone/anybody/somebody/someone on this/it, anyone/anybody working/looking on/at/into this/it, who can/may/must approve this/it?, who are the approvers',
    nl: 'wie is/zijn er? mee bezig, wie is hiermee/daarmee bezig, wie kijkt er? hier? naar/mee, wie kijken er, wie pakt dit/het op, wie zit hier/er op/aan, wie heeft dit/het gemeld, wie is erbij, is er? iemand mee bezig, kijkt er? iemand hier? naar/mee, wie kan/mag/moet dit/het? goedkeuren',
    de: 'wer ist dran, wer kummert sich',
    fr: 'qui s en occupe',
  },
  answer: async ({ message, incident }, { responder, dependencies }) => {
    const events = (await dependencies.journal.read(incident.id)).map(({ event }) => event)
    const waiting = incident.actions.filter(({ status }) => status === 'proposed')
    const approvers = [...new Set(waiting.flatMap(({ rule }) => rule?.approvers ?? []))].map(
      dependencies.renderContext.names,
    )
    await responder.answer(message, 'who', (say) =>
      answerView(
        {
          title: messageOf('talk.who.title', { incident: incident.id, app: incidentAppName(incident) }),
          lines: [
            ...involvementLines(events, say),
            ...(approvers.length === 0 ? [] : [say(messageOf('card.approval.who', { who: approvers.join(', ') }))]),
          ],
        },
        say,
      ),
    )
  },
}

/** Everybody once, with what they did, in the order in which they came. */
const involvementLines = (events: readonly IncidentEvent[], say: Translate): readonly string[] => {
  const played = new Map<string, Set<string>>()
  for (const event of events) {
    const [person, part] = involvementOf(event) ?? []
    if (person === undefined || part === undefined) continue
    played.set(person.name, (played.get(person.name) ?? new Set()).add(say(messageOf(`talk.who.${part}`))))
  }
  return [...played].map(([name, did]) => `▸ ${name}: ${[...did].join(', ')}`)
}

const involvementOf = (event: IncidentEvent): readonly [Person, string] | undefined => {
  switch (event.type) {
    case 'IncidentOpened':
      return [event.by, 'reported']
    case 'IncidentJoined':
      return [event.by, 'joined']
    case 'StepRequested':
      return event.by.kind === 'person' ? [event.by.person, 'asked'] : undefined
    case 'ApprovalGiven':
      return [event.by, 'approved']
    case 'ActionRejected':
      return [event.by, 'rejected']
    case 'IncidentClosed':
      return event.by === undefined ? undefined : [event.by, 'closed']
    default:
      return undefined
  }
}
