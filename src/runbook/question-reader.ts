import { spokenDetailsIn } from '../answers/reading/spoken-details.ts'
import type { ChatMessage } from '../chat/types.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { AskedQuestion, Resumed } from './choices.ts'
import type { InputContext } from './input-context.ts'
import { peopleNamedIn } from './named-people.ts'

/** What waits for an answer: whether somebody has typed it, and what was said before means then. */
export interface QuestionReader {
  /** "INC-7", "webshop", also misspelt, "Bram", after it was asked which one is meant: what was wanted then, of that one. */
  answeredBy(message: ChatMessage, parsed: ParsedMessage): Resumed | undefined
  /** What was said before, read with what is settled since. */
  read(resumed: Resumed): ParsedMessage
}

export const createQuestionReader = ({
  choices,
  dependencies,
}: Pick<InputContext, 'choices' | 'dependencies'>): QuestionReader => {
  const isAnswer = ({ about }: AskedQuestion, message: ChatMessage, parsed: ParsedMessage): boolean => {
    switch (about) {
      case 'person':
        return peopleNamedIn(message, dependencies.policy()).length > 0
      case 'instance':
        return spokenDetailsIn(message.text).instance !== undefined
      case 'incident':
      case 'app':
        // Whoever says something else by now is not held to the question.
        return parsed.certainty !== 'sure' || isNameAlone(message, parsed)
      case 'meaning':
        return false
      default:
        return about satisfies never
    }
  }

  return {
    answeredBy: (message, parsed) => {
      if (!isShort(message)) return undefined
      const before = choices.takeQuestion(message, (question) => isAnswer(question, message, parsed))
      if (before === undefined) return undefined
      const { settled } = before
      const { text } = before.message
      if (before.about === 'person' || before.about === 'instance')
        return { message: { ...message, text: `${text} ${message.text}` }, settled }
      const { incident, apps } = parsed
      const named = incident === undefined ? { apps: [apps[0] ?? message.text.trim()] } : { incident }
      return { message: { ...message, text }, settled: { ...settled, ...named } }
    },
    read: ({ message, settled }) => ({
      ...dependencies.understand(message.text, { addressed: true, meaning: settled.meaning }),
      ...settled,
      ...(settled.meaning === undefined ? {} : { certainty: 'sure' as const }),
    }),
  }
}

export const isShort = ({ text }: ChatMessage): boolean => text.trim().split(/\s+/).length <= 3

const isNameAlone = ({ text }: ChatMessage, { incident, apps }: ParsedMessage): boolean =>
  [incident, ...apps].includes(text.trim().replace(/[.!]$/, ''))
