import { LRUCache } from 'lru-cache'
import type { CardRef, ChatPlatform } from '../chat/types.ts'
import type { Translate } from '../i18n/types.ts'
import type { ChatPlace } from '../incident/chat-place.ts'
import type { Incident } from '../incident/incident.ts'
import { answeredCloseQuestionView, closeQuestionView } from '../views/close-question-view.ts'
import type { RunbookDependencies } from './types.ts'

/** The question before closing, in the conversation in which it was asked. */
export interface CloseQuestions {
  ask(place: ChatPlace, incident: Incident, say: Translate): Promise<void>
  /** What was asked says from now on what the answer was, and offers nothing; nothing is done while it is open. */
  settle(incident: Incident): Promise<void>
}

interface AskedHere {
  readonly place: ChatPlace
  readonly ref: CardRef
  readonly say: Translate
}

const maxIncidents = 1000

/** In memory only: after a restart its buttons stay, and whoever presses them is asked anew. */
export const createCloseQuestions = ({
  platforms,
  log,
}: Pick<RunbookDependencies, 'platforms' | 'log'>): CloseQuestions => {
  const asked = new LRUCache<string, readonly AskedHere[]>({ max: maxIncidents })

  const platformOf = ({ platform }: ChatPlace): ChatPlatform | undefined =>
    platforms.find(({ name }) => name === platform)

  return {
    ask: async (place, incident, say) => {
      const posted = await platformOf(place)?.post(place, closeQuestionView(incident, say))
      if (posted === undefined) return
      asked.set(incident.id, [...(asked.get(incident.id) ?? []), { place, ref: posted.ref, say }])
    },
    settle: async (incident) => {
      const questions = asked.get(incident.id) ?? []
      if (incident.closed === undefined && incident.closeAsked?.keptOpenBy === undefined) return
      asked.delete(incident.id)
      for (const { place, ref, say } of questions) {
        // It was decided and is told elsewhere: a platform that can't edit must not turn that into an error.
        await platformOf(place)
          ?.update(place, ref, answeredCloseQuestionView(incident, say))
          .catch((error: unknown) => log.error({ incident: incident.id, err: error }, 'a question could not be edited'))
      }
    },
  }
}
