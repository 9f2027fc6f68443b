import { readdirSync, readFileSync } from 'node:fs'
import { createSay } from './language/phrasebook.ts'
import { type Language, languages, type Say } from './language/types.ts'

/** `cards/` lies beside `src/` and beside `dist/`. */
const cards = new URL('../cards/', import.meta.url)

const jsonFilesIn = (folder: URL): readonly [name: string, content: unknown][] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))])

/** Adaptive Card templates by name. */
export const loadTemplates = (): Readonly<Record<string, unknown>> => Object.fromEntries(jsonFilesIn(cards))

/** Everything that is said in a language: one file an area, one key space. */
const loadStrings = (language: Language): Readonly<Record<string, string>> =>
  Object.assign({}, ...jsonFilesIn(new URL(`strings/${language}/`, cards)).map(([, strings]) => strings))

export const loadSays = (timeZone: string): ((language: Language) => Say) => {
  const says = new Map(languages.map((language) => [language, createSay(language, loadStrings(language), timeZone)]))
  return (language) => {
    const say = says.get(language)
    if (say === undefined) throw new Error(`no strings for ${language}`)
    return say
  }
}
