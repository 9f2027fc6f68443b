import type { ChatMessage } from '../chat/types.ts'
import type { Incident } from '../incident/incident.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { InputContext } from './input-context.ts'
import { isShort } from './question-reader.ts'

export interface AppQuestion {
  /** Answers the card that asks which app it is, with the app that is named and little else; false where none asks. */
  answer(message: ChatMessage, parsed: ParsedMessage): Promise<boolean>
}

/** A card asks which app an incident is about: whoever may ask for the app may type it, too, also misspelt. */
export const createAppQuestion = ({ finder, commands, choices, dependencies }: InputContext): AppQuestion => {
  const questionHere = async (message: ChatMessage, parsed: ParsedMessage): Promise<Incident | undefined> => {
    const focus = await finder.about(message, { ...parsed, apps: [] }, 'open')
    const open = focus.is === 'one' ? [focus.incident] : focus.is === 'several' ? focus.incidents : []
    return open.find((incident) => incident.app === undefined && incident.question !== undefined)
  }

  return {
    answer: async (message, parsed) => {
      const name = nameAloneIn(message, parsed)
      const incident = name === undefined ? undefined : await questionHere(message, parsed)
      if (name === undefined || incident === undefined) return false
      // What resembles no app's name is nothing that was said about one.
      if (parsed.apps.length === 0 && (await dependencies.directory.find(name)).is === 'none') return false
      const named = { ...parsed, apps: [name] }
      const app = await commands.appOf(message, named)
      if (app !== undefined && 'id' in app) await commands.choose(message, incident, { app })
      else await choices.askWhichApp(message, named, app?.candidates)
      return true
    },
  }
}

/** The name where hardly anything else is said, and no step is asked for; any few words that mean nothing else may be one. */
const nameAloneIn = (message: ChatMessage, { apps, intent, certainty }: ParsedMessage): string | undefined => {
  const [name = message.text.trim()] = apps
  if (!isShort(message) || apps.length > 1 || intent.startsWith('request_')) return undefined
  if (apps.length === 0) return certainty === 'sure' ? undefined : name
  const others = message.text.replace(name, ' ').trim().split(/\s+/).filter(Boolean)
  return others.length <= 1 ? name : undefined
}
