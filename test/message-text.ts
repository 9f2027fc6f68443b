import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { loadTranslators } from '../src/i18n/load-translators.ts'
import { messageOf } from '../src/i18n/message.ts'
import { type Language, languages } from '../src/i18n/types.ts'

type MessageArgs = Readonly<Record<string, string | number>>
type MessageAst = ReturnType<IntlMessageFormat['getAst']>

const translatorOf = loadTranslators('UTC')

/** What a message says, so that a test of behaviour need not know its words. */
export const messageText = (language: Language, key: string, args?: MessageArgs): string =>
  translatorOf(language)(messageOf(key, args))

/** All that is said in a language, by key. */
export const catalogueOf = (language: Language): Readonly<Record<string, string>> => {
  const folder = new URL(`../cards/strings/${language}/`, import.meta.url)
  const areas = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  return Object.assign({}, ...areas)
}

const catalogues = new Map(languages.map((language) => [language, catalogueOf(language)]))

/** Finds a message whatever its arguments are, those aside that are given. */
export const messagePattern = (language: Language, key: string, args: MessageArgs = {}): RegExp => {
  const text = catalogues.get(language)?.[key]
  if (text === undefined) throw new Error(`there is no message ${key}`)
  return new RegExp(patternOf(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst(), args, ''))
}

const literal = 0
const pound = 7
const anything = '[^]+?'

/** `count` is what stands for the sign of a plural. */
const patternOf = (ast: MessageAst, args: MessageArgs, count: string): string =>
  ast
    .map((node) => {
      if (node.type === literal) return escapedPattern(node.value)
      if (node.type === pound) return count
      const given = Object.hasOwn(args, node.value) ? escapedPattern(String(args[node.value])) : anything
      if (!('options' in node)) return given
      return `(?:${Object.values(node.options)
        .map(({ value }) => patternOf(value, args, given))
        .join('|')})`
    })
    .join('')

/** A pattern that finds just this text. */
export const escapedPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
