import { readdirSync, readFileSync } from 'node:fs'
import { createTranslator } from './translator.ts'
import { type Language, languages, type Translate } from './types.ts'

/** `cards/` lies beside `src/` and beside `dist/`. */
const cardsFolder = new URL('../../cards/', import.meta.url)

const jsonFilesIn = (folder: URL): readonly [name: string, content: unknown][] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))])

/** Adaptive Card templates by name. */
export const loadCardTemplates = (): Readonly<Record<string, unknown>> => Object.fromEntries(jsonFilesIn(cardsFolder))

/** Everything that is said in a language: one file an area, one key space. */
const loadStrings = (language: Language): Readonly<Record<string, string>> =>
  Object.assign({}, ...jsonFilesIn(new URL(`strings/${language}/`, cardsFolder)).map(([, strings]) => strings))

export const loadTranslators = (timeZone: string): ((language: Language) => Translate) => {
  const says = new Map(
    languages.map((language) => [language, createTranslator(language, loadStrings(language), timeZone)]),
  )
  return (language) => {
    const say = says.get(language)
    if (say === undefined) throw new Error(`no strings for ${language}`)
    return say
  }
}
