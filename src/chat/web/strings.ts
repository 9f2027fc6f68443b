import { readFileSync } from 'node:fs'
import { type Language, languages } from '../../language/types.ts'

/** The page's own words. They take plain `{name}` arguments only: the page has no message formatter. */
export type WebStrings = Readonly<Record<string, string>>

const read = (language: Language): WebStrings =>
  JSON.parse(readFileSync(new URL(`../../../cards/strings/${language}/web.json`, import.meta.url), 'utf8'))

export const webStrings: Readonly<Record<Language, WebStrings>> = { en: read('en'), nl: read('nl') }

export const languageOf = (tag: unknown): Language =>
  languages.find((language) => typeof tag === 'string' && tag.toLowerCase().startsWith(language)) ?? 'en'
