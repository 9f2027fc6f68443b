import type { Language } from '../../src/i18n/types.ts'
import { escapedPattern, messagePattern } from '../message-text.ts'

/** One line of a script. */
export type Step =
  | { readonly do: 'say'; readonly who: string; readonly text: string; readonly where?: string }
  | {
      readonly do: 'click'
      readonly who: string
      readonly verb: string
      readonly values: Readonly<Record<string, string>>
    }
  | { readonly do: 'wait'; readonly inMs: number }
  | { readonly do: 'expect'; readonly of: string; readonly parts: readonly RegExp[] }
  | { readonly do: 'silence' }
  | { readonly do: 'writes' | 'incidents'; readonly count: number }

export interface Line {
  readonly number: number
  readonly text: string
  readonly step: Step
}

export interface Script {
  readonly title: string
  readonly language: Language
  readonly faults: Readonly<Record<string, string>>
  /** The simulator's own name of an app → what it is called in this script. */
  readonly names: Readonly<Record<string, string>>
  readonly lines: readonly Line[]
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 }

/** One estate for most scripts, so that its days before are lived through once. */
const usualFaults = 'contoso-web=cpu-saturation contoso-api=memory-leak contoso-shop=bad-deployment'

/** Throws an `Error` that names the line which it does not understand. */
export const parseScript = (source: string): Script => {
  const lines = source.split('\n').map((text, index) => ({ number: index + 1, text: text.trim() }))
  const head = (name: string): string | undefined =>
    lines
      .find(({ text }) => text.startsWith(`${name} =`))
      ?.text.slice(name.length + 2)
      .trim()
  const language = languageOf(head('language'))
  return {
    title: head('title') ?? '',
    language,
    faults: pairsIn(head('faults') ?? usualFaults),
    names: pairsIn(head('names') ?? ''),
    lines: lines
      .filter(({ text }) => text !== '' && !text.startsWith('#') && !/^\w+ =/.test(text))
      .map((line) => ({ ...line, step: stepOf(line, language) })),
  }
}

const pairsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(/[ ,]+/)
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, string]),
  )

const languageOf = (code: string | undefined): Language => (code === 'nl' ? 'nl' : 'en')

const stepOf = ({ text, number }: Omit<Line, 'step'>, language: Language): Step => {
  const wait = /^wait (\d+)([smh])$/.exec(text)
  if (wait) return { do: 'wait', inMs: Number(wait[1]) * (units[wait[2] ?? ''] ?? 0) }
  const count = /^(writes|incidents): (\d+)$/.exec(text)
  if (count) return { do: count[1] as 'writes' | 'incidents', count: Number(count[2]) }
  if (text === 'nothing') return { do: 'silence' }
  const click = /^(\w+) clicks ([\w-]+)(?: with (.+))?$/.exec(text)
  if (click) return { do: 'click', who: click[1] ?? '', verb: click[2] ?? '', values: valuesIn(click[3] ?? '') }
  const told = /^(bot|to \w+) ← (.+)$/.exec(text)
  if (told) return { do: 'expect', of: told[1] ?? '', parts: partsIn(told[2] ?? '', language) }
  const said = /^(\w+)(?: \(([^)]+)\))?: (.+)$/.exec(text)
  if (said)
    return { do: 'say', who: said[1] ?? '', text: said[3] ?? '', ...(said[2] === undefined ? {} : { where: said[2] }) }
  throw new Error(`line ${number} is no step: ${text}`)
}

const partsIn = (text: string, language: Language): readonly RegExp[] =>
  text.split(' | ').map((part) => {
    const pieces = part.split(/(\{[^}]+\})/)
    return new RegExp(pieces.map((piece) => patternIn(piece, language)).join(''))
  })

/** Text as it stands, or `{key}`, `{key(name=value, …)}`, `{nl:key}`: a message by its key. */
const patternIn = (piece: string, language: Language): string => {
  const [, code, key, args] = /^\{(?:(\w\w):)?([\w.-]+)(?:\((.+)\))?\}$/.exec(piece) ?? []
  if (key === undefined) return escapedPattern(piece)
  return messagePattern(code === undefined ? language : languageOf(code), key, valuesIn(args ?? '')).source
}

const valuesIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(', ')
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, string]),
  )
