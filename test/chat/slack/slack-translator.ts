import { readFileSync } from 'node:fs'
import { createTranslator } from '../../../src/i18n/translator.ts'
import type { Language, Translate } from '../../../src/i18n/types.ts'
import { sayIn } from '../../views/card-translator.ts'

const slack = (language: Language): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(new URL(`../../../cards/strings/${language}/slack.json`, import.meta.url), 'utf8'))

/** The cards' words of the golden cards, with Slack's own beside them. */
export const slackSayIn = (language: Language): Translate => {
  const own = createTranslator(language, slack(language), 'UTC')
  const cards = sayIn(language)
  return Object.assign((phrase: Parameters<Translate>[0]) => (phrase.key.startsWith('slack.') ? own : cards)(phrase), {
    language,
    argumentsOf: (key: string) => own.argumentsOf(key) ?? cards.argumentsOf(key),
    time: own.time,
    dateTime: own.dateTime,
    duration: own.duration,
    number: own.number,
  })
}
