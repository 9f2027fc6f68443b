import { readFileSync } from 'node:fs'
import { type Language, languages } from '../../i18n/types.ts'

/** The page's own words. They take plain `{name}` arguments only: the page has no message formatter. */
export type PageStrings = Readonly<Record<string, string>>

const readStrings = (language: Language): PageStrings =>
  JSON.parse(readFileSync(new URL(`../../../cards/strings/${language}/web.json`, import.meta.url), 'utf8'))

export const pageStrings = Object.fromEntries(
  languages.map((language) => [language, readStrings(language)]),
) as Readonly<Record<Language, PageStrings>>

export const pageLanguageOf = (tag: unknown): Language =>
  languages.find((language) => typeof tag === 'string' && tag.toLowerCase().startsWith(language)) ?? 'en'
