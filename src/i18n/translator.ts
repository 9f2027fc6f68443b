import { IntlMessageFormat } from 'intl-messageformat'
import { createDateTimeFormat } from './date-time-format.ts'
import type { TranslatableMessage } from './message.ts'
import { formatDuration, formatNumber, withPlainSpaces } from './number-format.ts'
import type { Language, Translate } from './types.ts'

export type MessageCatalogue = Readonly<Record<string, string>>

interface CompiledMessage {
  readonly format: IntlMessageFormat
  readonly names: readonly string[]
}

type MessageAst = ReturnType<IntlMessageFormat['getAst']>

/** A card is built from dozens of phrases; each text is parsed once a catalogue, whoever asks. */
const compiledByCatalogue = new WeakMap<MessageCatalogue, Map<string, CompiledMessage>>()

export const createTranslator = (language: Language, catalogue: MessageCatalogue, timeZone: string): Translate => {
  const clock = createDateTimeFormat(language, timeZone)
  const compiled = compiledByCatalogue.get(catalogue) ?? new Map<string, CompiledMessage>()
  compiledByCatalogue.set(catalogue, compiled)

  const inWords = (name: string, value: string | number): string => {
    if (typeof value === 'string') return value
    return name.endsWith('At') ? clock.time(value) : formatNumber(language, value)
  }

  const messageFor = (key: string): CompiledMessage => {
    const message = compiled.get(key) ?? compileMessage(language, catalogue, key)
    compiled.set(key, message)
    return message
  }

  const say = ({ key, args = {} }: TranslatableMessage): string => {
    const message = messageFor(key)
    const missing = message.names.filter((name) => !Object.hasOwn(args, name))
    if (missing.length > 0) throw new Error(`Phrase "${key}" (${language}) lacks argument ${missing.join(', ')}.`)
    const spoken = Object.entries(args).map(([name, value]) => [wordedArgumentName(name), inWords(name, value)])
    return withPlainSpaces(String(message.format.format({ ...args, ...Object.fromEntries(spoken) })))
  }

  return Object.assign(say, {
    language,
    argumentsOf: (key: string) => (Object.hasOwn(catalogue, key) ? messageFor(key).names : undefined),
    time: clock.time,
    dateTime: clock.dateTime,
    duration: (inMs: number) => formatDuration(language, inMs),
    number: (value: number, unit?: Parameters<Translate['number']>[1]) => formatNumber(language, value, unit),
  })
}

const compileMessage = (language: Language, catalogue: MessageCatalogue, key: string): CompiledMessage => {
  const text = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined
  if (text === undefined) throw new Error(`Phrase "${key}" is not in the ${language} catalogue.`)
  try {
    const ast = new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()
    return {
      format: new IntlMessageFormat(withWordedArguments(ast), language),
      names: [...new Set(argumentNamesIn(ast))],
    }
  } catch (error) {
    throw new Error(`Phrase "${key}" (${language}) is not a valid message: ${String(error)}`, { cause: error })
  }
}

/**
 * A plain `{n}` must be said in the language, while `{n, plural, …}` needs the number itself. So plain arguments
 * are renamed and filled with words; the numbers stay where they choose a plural.
 */
const wordedArgumentName = (name: string): string => `${name} in words`
const plainArgument = 1

const withWordedArguments = (ast: MessageAst): MessageAst =>
  ast.map((node) => {
    if (node.type === plainArgument) return { ...node, value: wordedArgumentName(node.value) }
    if (!('options' in node)) return node
    const options = Object.entries(node.options).map(([name, option]) => [
      name,
      { ...option, value: withWordedArguments(option.value) },
    ])
    return { ...node, options: Object.fromEntries(options) }
  }) as MessageAst

const literal = 0
const pound = 7

const argumentNamesIn = (ast: MessageAst): string[] =>
  ast.flatMap((node) => {
    if (node.type === literal || node.type === pound) return []
    const nested =
      'options' in node ? Object.values(node.options).flatMap((option) => argumentNamesIn(option.value)) : []
    return [node.value, ...nested]
  })
