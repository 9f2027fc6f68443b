import { english } from './en.ts'
import { dutch } from './nl.ts'
import type { LanguageFormat } from './types.ts'

/** Languages that Appmedic speaks. A new one is a file here, a line in this index and its strings in `cards/strings/`. */
export const languageFormats = { en: english, nl: dutch } satisfies Readonly<Record<string, LanguageFormat>>

export type Language = keyof typeof languageFormats
export const languages = Object.keys(languageFormats) as readonly Language[]
