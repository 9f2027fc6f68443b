import type { ChatInput } from '../chat/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { type Language, languages } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import type { RunbookDependencies } from './types.ts'

/** In which language somebody is answered. */
interface SpokenLanguage {
  /** Of the person: what the client is set to, else what was written, else the default. */
  languageOf(input: ChatInput, messageLanguage?: string): Language
  /** The same, where it is known what was written. */
  spoken(input: ChatInput): Language
  /** About an incident, whose own comes before the default. */
  languageIn(incident: Incident, input: ChatInput): Language
  /** Said once where help is asked for in a language that is understood and not spoken. */
  inAnotherLanguage(input: ChatInput): TranslatableMessage | undefined
}

export const createSpokenLanguage = (
  dependencies: Pick<RunbookDependencies, 'defaultLanguage' | 'understand'>,
): SpokenLanguage => {
  const languageOf = (input: ChatInput, messageLanguage?: string): Language =>
    supportedLanguageOf(input.locale?.slice(0, 2).toLowerCase()) ??
    supportedLanguageOf(messageLanguage) ??
    dependencies.defaultLanguage

  const spoken = (input: ChatInput): Language =>
    languageOf(input, input.kind === 'message' ? languageOfText(input.text) : undefined)
  const languageOfText = (text: string): string | undefined =>
    dependencies.understand(text, { addressed: true }).language

  const languageIn = (incident: Incident, input: ChatInput): Language =>
    supportedLanguageOf(input.locale?.slice(0, 2).toLowerCase()) ??
    (input.kind === 'message' ? supportedLanguageOf(languageOfText(input.text)) : undefined) ??
    incident.language

  const inAnotherLanguage = (input: ChatInput): TranslatableMessage | undefined => {
    const messageLanguage = input.kind === 'message' ? languageOfText(input.text) : undefined
    return messageLanguage === undefined || supportedLanguageOf(messageLanguage) !== undefined
      ? undefined
      : messageOf('talk.another-language')
  }

  return { languageOf, spoken, languageIn, inAnotherLanguage }
}

const supportedLanguageOf = (code: string | undefined): Language | undefined =>
  languages.find((language) => language === code)
