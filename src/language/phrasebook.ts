import { IntlMessageFormat } from 'intl-messageformat'
import type { Phrase } from '../incident/phrase.ts'
import { createClockTime } from './clocktime.ts'
import { plainSpaces, sayDuration, sayNumber } from './quantity.ts'
import type { Language, Say } from './types.ts'

export type Catalogue = Readonly<Record<string, string>>

interface Compiled {
  readonly format: IntlMessageFormat
  readonly names: readonly string[]
}

type Ast = ReturnType<IntlMessageFormat['getAst']>

/** A card is built from dozens of phrases; each text is parsed once a catalogue, whoever asks. */
const compiledByCatalogue = new WeakMap<Catalogue, Map<string, Compiled>>()

export const createSay = (language: Language, catalogue: Catalogue, timeZone: string): Say => {
  const clock = createClockTime(language, timeZone)
  const compiled = compiledByCatalogue.get(catalogue) ?? new Map<string, Compiled>()
  compiledByCatalogue.set(catalogue, compiled)

  const inWords = (name: string, value: string | number): string => {
    if (typeof value === 'string') return value
    return name.endsWith('At') ? clock.time(value) : sayNumber(language, value)
  }

  const say = ({ key, args = {} }: Phrase): string => {
    const message = compiled.get(key) ?? compile(language, catalogue, key)
    compiled.set(key, message)
    const missing = message.names.filter((name) => !Object.hasOwn(args, name))
    if (missing.length > 0) throw new Error(`Phrase "${key}" (${language}) lacks argument ${missing.join(', ')}.`)
    const spoken = Object.entries(args).map(([name, value]) => [spokenName(name), inWords(name, value)])
    return plainSpaces(String(message.format.format({ ...args, ...Object.fromEntries(spoken) })))
  }

  return Object.assign(say, {
    language,
    time: clock.time,
    dateTime: clock.dateTime,
    duration: (inMs: number) => sayDuration(language, inMs),
    number: (value: number, unit?: Parameters<Say['number']>[1]) => sayNumber(language, value, unit),
  })
}

const compile = (language: Language, catalogue: Catalogue, key: string): Compiled => {
  const text = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined
  if (text === undefined) throw new Error(`Phrase "${key}" is not in the ${language} catalogue.`)
  try {
    const ast = new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()
    return { format: new IntlMessageFormat(spokenAst(ast), language), names: [...new Set(namesIn(ast))] }
  } catch (error) {
    throw new Error(`Phrase "${key}" (${language}) is not a valid message: ${String(error)}`, { cause: error })
  }
}

/**
 * A plain `{n}` must be said in the language, while `{n, plural, …}` needs the number itself. So plain arguments
 * are renamed and filled with words; the numbers stay where they choose a plural.
 */
const spokenName = (name: string): string => `${name} in words`
const plainArgument = 1

const spokenAst = (ast: Ast): Ast =>
  ast.map((node) => {
    if (node.type === plainArgument) return { ...node, value: spokenName(node.value) }
    if (!('options' in node)) return node
    const options = Object.entries(node.options).map(([name, option]) => [
      name,
      { ...option, value: spokenAst(option.value) },
    ])
    return { ...node, options: Object.fromEntries(options) }
  }) as Ast

const literal = 0
const pound = 7

const namesIn = (ast: Ast): string[] =>
  ast.flatMap((node) => {
    if (node.type === literal || node.type === pound) return []
    const nested = 'options' in node ? Object.values(node.options).flatMap((option) => namesIn(option.value)) : []
    return [node.value, ...nested]
  })
