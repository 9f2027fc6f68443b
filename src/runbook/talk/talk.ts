import type { Message } from '../../chat/types.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import { createListener } from '../../language/listen.ts'
import type { Heard } from '../../language/types.ts'
import { utterances } from './index.ts'
import { incidentName } from './names.ts'
import type { TalkTools, Utterance } from './types.ts'

export interface Talk {
  /** Answers what is one of the utterances; false where it is not, or where there is nothing it could be about. */
  answered(message: Message, heard: Heard): Promise<boolean>
  /** Asks which of several incidents is meant, and remembers what was wanted. */
  askWhich(message: Message, incidents: Parameters<typeof incidentName>[0][]): Promise<void>
  /** What this person was asked about here, once only; `undefined` where nothing waits. */
  waiting(message: Message): string | undefined
  /** "I did not understand", with what comes nearest. */
  notUnderstood(message: Message): Promise<void>
}

export const createTalk = (tools: TalkTools): Talk => {
  const { desk, finder } = tools
  const listener = createListener(utterances)
  const asked = createAsked(tools.parts.clock.now)

  const answered: Talk['answered'] = async (message, heard) => {
    const listened = listener.hear(message.text)
    const utterance = utterances.find(({ id }) => id === listened?.id)
    if (listened === undefined || utterance === undefined) return false
    if (utterance.amongPeople && !message.addressed) return false
    const turn = { message, heard, listened }
    if (utterance.about === 'nothing') return done(utterance.answer(turn, tools))
    const focus = await finder.about(message, heard, utterance.about)
    if (focus.is === 'one') return done(utterance.answer({ ...turn, incident: focus.incident }, tools))
    if (focus.is === 'several') return done(askWhich(message, [...focus.incidents]))
    if (heard.intent !== 'none' && heard.intent !== 'withdraw') return false
    return done(desk.notice(message, 'talk.no-incident'))
  }

  const askWhich: Talk['askWhich'] = async (message, incidents) => {
    asked.remember(message)
    const [first] = incidents
    const list = incidents.slice(0, mostNamed).map(incidentName).join(', ')
    await desk.notice(message, 'talk.which-incident', { list, example: first?.id ?? '' })
  }

  return {
    answered,
    askWhich,
    waiting: asked.take,
    notUnderstood: async (message) => desk.help(message, nearest(listener.closest(message.text))),
  }
}

const mostNamed = 6

const done = async (work: Promise<void>): Promise<true> => {
  await work
  return true
}

/** Each utterance has an example that works: it is what is offered. */
const nearest = (id: Utterance['id'] | undefined): Phrase =>
  id === undefined ? phrase('card.help.not-understood') : phrase(`talk.nearest.${id}`)

const forHowLongInMs = 10 * 60_000
const mostRemembered = 1000

/** Questions that were put to people, in memory only: after a restart they are simply asked again. */
const createAsked = (now: () => number) => {
  const questions = new Map<string, { readonly text: string; readonly at: number }>()
  const keyOf = ({ place, person }: Message): string =>
    [place.platform, place.tenant, place.channel, person.tenant, person.id].join('\n')
  return {
    remember: (message: Message): void => {
      const [oldest] = questions.keys()
      if (questions.size >= mostRemembered && oldest !== undefined) questions.delete(oldest)
      questions.set(keyOf(message), { text: message.text, at: now() })
    },
    take: (message: Message): string | undefined => {
      const found = questions.get(keyOf(message))
      questions.delete(keyOf(message))
      return found !== undefined && now() - found.at <= forHowLongInMs ? found.text : undefined
    },
  }
}
