import { LRUCache } from 'lru-cache'
import type { ButtonClick, ChatMessage } from '../chat/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { appLabelOf } from '../incident/app-ref.ts'
import { isSameChannel } from '../incident/chat-place.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { choiceView } from '../views/choice-view.ts'
import type { Responder } from './responder.ts'
import type { RunbookDependencies } from './types.ts'

type Settled = Partial<Pick<ParsedMessage, 'meaning' | 'incident' | 'apps'>>

/** What a question back may be answered with: what was said before, and what of it is settled by the answer. */
export interface Resumed {
  readonly message: ChatMessage
  readonly settled: Settled
}

export interface AskedQuestion extends Resumed {
  readonly about: 'meaning' | 'incident' | 'app' | 'person' | 'instance'
}

/** Questions back, once and with buttons; whoever types the answer instead is understood as well. */
export interface Choices {
  /** The three likeliest meanings, where none of them is sure. */
  askWhatIsMeant(message: ChatMessage, parsed: ParsedMessage): Promise<void>
  askWhichIncident(message: ChatMessage, incidents: readonly Incident[]): Promise<void>
  /** What was said is then said of the one that is chosen. */
  askWhichInstance(message: ChatMessage, names: readonly string[]): Promise<void>
  /** With those that come near; never guessed. */
  askWhichApp(message: ChatMessage, parsed: Pick<ParsedMessage, 'apps'>, candidates?: readonly AppRef[]): Promise<void>
  /** Whoever is chosen stands as mentioned in what was said before; `settled` is known without asking. */
  askWho(message: ChatMessage, words: TranslatableMessage, people: readonly Person[], settled: Settled): Promise<void>
  /** What a press of such a button means; `undefined` where it was asked too long ago, or elsewhere. */
  chosenBy(click: ButtonClick): Resumed | undefined
  /** What this person was asked about here, once only; `undefined` where nothing waits that the message `answers`. */
  takeQuestion(message: ChatMessage, answers: (question: AskedQuestion) => boolean): AskedQuestion | undefined
}

const lifetimeInMs = 10 * 60_000
const maxQuestions = 1000
const maxChoices = 6

/** In memory only: after a restart people are simply asked again. */
export const createChoices = (
  { clock, ids }: Pick<RunbookDependencies, 'clock' | 'ids'>,
  responder: Responder,
): Choices => {
  /** By what its buttons carry, and by who was asked where. */
  const questions = new LRUCache<string, Question>({ max: maxQuestions })
  /** What was settled by an earlier answer about the same message stays so. */
  const settledBefore = new LRUCache<string, Settled>({ max: maxQuestions })

  const recall = (key: string): Question | undefined => {
    const found = questions.get(key)
    return found !== undefined && clock.now() - found.at <= lifetimeInMs ? found : undefined
  }

  const ask = async (
    { message, about, settled }: AskedQuestion,
    words: TranslatableMessage,
    choices: readonly Choice[],
  ): Promise<void> => {
    const id = ids.action()
    const offered = choices.slice(0, maxChoices)
    const question = {
      message,
      about,
      settled: { ...settledBefore.get(inputKeyOf(message)), ...settled },
      choices: offered,
      at: clock.now(),
    }
    questions.set(id, question)
    questions.set(keyOf(message), question)
    await responder.answer(message, `which-${about}`, (say) =>
      choiceView(
        {
          words: [words],
          choices: offered.map(({ title }, index) => ({
            title: typeof title === 'string' ? title : say(title),
            token: `${id}/${index}`,
          })),
        },
        say,
      ),
    )
  }

  return {
    askWhatIsMeant: (message, { likely }) =>
      ask(
        { message, about: 'meaning', settled: {} },
        messageOf(likely.length === 0 ? 'talk.no-meaning' : 'talk.which-meaning'),
        likely.map((meaning) => ({ title: messageOf(`meaning.${meaning}`), settles: { meaning } })),
      ),
    askWhichIncident: (message, incidents) =>
      ask(
        { message, about: 'incident', settled: {} },
        messageOf('talk.which-incident'),
        incidents.map(({ id, app }) => ({
          title: app === undefined ? id : `${id} (${appLabelOf(app)})`,
          settles: { incident: id },
        })),
      ),
    askWhichInstance: (message, names) =>
      ask(
        { message, about: 'instance', settled: {} },
        messageOf('talk.which-instance'),
        names.map((name) => ({ title: name, settles: {}, adds: name })),
      ),
    askWhichApp: (message, { apps: [query] }, candidates = []) => {
      const names = [...new Set(candidates.map(appLabelOf))]
      const words =
        query === undefined || names.length === 0
          ? messageOf('talk.app.which')
          : names.length === 1 && candidates.length > 1
            ? messageOf('talk.app.several', { query })
            : messageOf('talk.app.similar', { query })
      const byName = names.length === candidates.length
      return ask(
        { message, about: 'app', settled: {} },
        words,
        candidates.map((app) => ({
          title: byName ? appLabelOf(app) : `${appLabelOf(app)} · ${app.resourceGroup}`,
          settles: { apps: [app.id] },
        })),
      )
    },
    askWho: (message, words, people, settled) =>
      ask(
        { message, about: 'person', settled },
        words,
        people.map((person) => ({ title: person.name, settles: {}, mentions: person })),
      ),
    chosenBy: (click) => {
      const [id = '', index = ''] = click.token.split('/')
      const question = recall(id)
      const choice = question?.choices[Number(index)]
      // Of what was said elsewhere nobody learns here, whoever hands on a button.
      if (question === undefined || choice === undefined || !isSameChannel(question.message.place, click.place))
        return undefined
      const settled = { ...question.settled, ...choice.settles }
      const message = spokenBy(click, question.message, choice)
      settledBefore.set(inputKeyOf(message), settled)
      return { message, settled }
    },
    takeQuestion: (message, answers) => {
      const found = recall(keyOf(message))
      if (found === undefined || !answers(found)) return undefined
      questions.delete(keyOf(message))
      return found
    },
  }
}

/** What was said before, as the wish of whoever pressed: with their identity, their language and their rights. */
const spokenBy = (
  { id, person, place, locale }: ButtonClick,
  { locale: _, ...before }: ChatMessage,
  { mentions, adds }: Choice,
): ChatMessage => ({
  ...before,
  ...(adds === undefined ? {} : { text: `${before.text} ${adds}` }),
  id,
  person,
  place,
  addressed: true,
  ...(locale === undefined ? {} : { locale }),
  ...(mentions === undefined ? {} : { mentions: [mentions] }),
})

interface Question extends AskedQuestion {
  readonly choices: readonly Choice[]
  readonly at: number
}

interface Choice {
  readonly title: string | TranslatableMessage
  readonly settles: Settled
  readonly mentions?: Person
  /** What is added to what was said. */
  readonly adds?: string
}

const keyOf = ({ place, person }: ChatMessage): string =>
  [place.platform, place.tenant, place.channel, person.tenant, person.id].join('\n')

const inputKeyOf = ({ place, id }: ChatMessage): string => `${place.platform}\n${id}`
