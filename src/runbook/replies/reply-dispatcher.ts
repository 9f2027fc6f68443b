import { LRUCache } from 'lru-cache'
import type { ChatMessage } from '../../chat/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { ParsedMessage } from '../../understand/types.ts'
import { createUtteranceMatcher } from '../../understand/utterance-matcher.ts'
import type { InputContext } from '../input-context.ts'
import { incidentName } from './display-names.ts'
import { replies } from './index.ts'
import type { UtteranceReply } from './types.ts'

export interface ReplyDispatcher {
  /** Answers what is one of the utterances; false where it is not, or where there is nothing it could be about. */
  dispatch(message: ChatMessage, parsed: ParsedMessage): Promise<boolean>
  /** Asks which of several incidents is meant, and remembers what was wanted. */
  askWhich(message: ChatMessage, incidents: Parameters<typeof incidentName>[0][]): Promise<void>
  /** What this person was asked about here, once only; `undefined` where nothing waits. */
  takeQuestion(message: ChatMessage): string | undefined
  /** "I did not understand", with what comes nearest. */
  notUnderstood(message: ChatMessage): Promise<void>
}

export const createReplyDispatcher = (context: InputContext): ReplyDispatcher => {
  const { responder, finder, commands } = context
  const matcher = createUtteranceMatcher(replies)
  const asked = createOpenQuestions(context.dependencies.clock.now)

  const answered: ReplyDispatcher['dispatch'] = async (message, parsed) => {
    const utterance = matcher.match(message.text)
    const reply = replies.find(({ id }) => id === utterance?.id)
    if (utterance === undefined || reply === undefined) return false
    if (reply.amongPeople && !message.addressed) return false
    if (reply.needs !== undefined && !(await commands.checkRight(message, reply.needs))) return true
    const turn = { message, parsed, utterance }
    if (reply.about === 'nothing') return trueAfter(reply.answer(turn, context))
    const focus = await finder.about(message, parsed, reply.about)
    if (focus.is === 'one') return trueAfter(reply.answer({ ...turn, incident: focus.incident }, context))
    if (focus.is === 'several') return trueAfter(askWhich(message, [...focus.incidents]))
    if (parsed.intent !== 'none' && parsed.intent !== 'withdraw') return false
    return trueAfter(responder.notice(message, 'talk.no-incident'))
  }

  const askWhich: ReplyDispatcher['askWhich'] = async (message, incidents) => {
    asked.remember(message)
    const [first] = incidents
    const list = incidents.slice(0, maxNamed).map(incidentName).join(', ')
    await responder.notice(message, 'talk.which-incident', { list, example: first?.id ?? '' })
  }

  return {
    dispatch: answered,
    askWhich,
    takeQuestion: asked.take,
    notUnderstood: async (message) => responder.help(message, nearestExample(matcher.closest(message.text))),
  }
}

const maxNamed = 6

const trueAfter = async (work: Promise<void>): Promise<true> => {
  await work
  return true
}

/** Each utterance has an example that works: it is what is offered. */
const nearestExample = (id: UtteranceReply['id'] | undefined): TranslatableMessage =>
  id === undefined ? messageOf('card.help.not-understood') : messageOf(`talk.nearest.${id}`)

const questionLifetimeInMs = 10 * 60_000
const maxQuestions = 1000

/** Questions that were put to people, in memory only: after a restart they are simply asked again. */
const createOpenQuestions = (now: () => number) => {
  const questions = new LRUCache<string, { readonly text: string; readonly at: number }>({ max: maxQuestions })
  const keyOf = ({ place, person }: ChatMessage): string =>
    [place.platform, place.tenant, place.channel, person.tenant, person.id].join('\n')
  return {
    remember: (message: ChatMessage): void => {
      questions.set(keyOf(message), { text: message.text, at: now() })
    },
    take: (message: ChatMessage): string | undefined => {
      const found = questions.get(keyOf(message))
      questions.delete(keyOf(message))
      return found !== undefined && now() - found.at <= questionLifetimeInMs ? found.text : undefined
    },
  }
}
