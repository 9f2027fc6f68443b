import { isHarmlessIdentifier } from './generated-text.ts'
import { isSecretName, redactedPlaceholder } from './secret-name.ts'

/** Takes out what goes into a secret's column: from the statement, and from the parameters logged with it. */
export function redactSql(text: string): string {
  const secrets = new Set<string>()
  const seen = redactRows(text, secrets)
  for (const [, column = '', name = ''] of seen.matchAll(comparison)) if (isSecretName(column)) secrets.add(name)
  return seen.replace(parameter, (whole, before: string, name: string, value: string) =>
    isSecretParameter({ name, value, secrets }) ? before + redactedPlaceholder : whole,
  )
}

/** `INTO users (name, password) VALUES (`, after which the first cell begins. */
const insertion =
  /\binto[ \t]{1,4}[^\s(]{1,128}\s{0,40}\(([^()]{1,4096})\)\s{0,40}(?:output[ \t][^()\n]{1,512}\s{1,40})?values\s{0,40}\(/gi

const quoted = `'[^'\\\\]*(?:(?:''|\\\\[^])[^'\\\\]*)*(?:'|\\\\?$)|\\\\*"[^"]*(?:"|$)`
/** A cell, and what ends it: a text may hold the commas and brackets that divide cells elsewhere. */
const cell = new RegExp(`((?:${quoted}|\\([^()]*\\)|[^,()'"])*)(\\)\\s*,\\s*\\(|[,)])?`, 'y')

/** `[Password] = @p0`: the parameter's own name tells nothing. */
const comparison = /(\w{1,128})["`\]]?\s{0,4}(?:=|<>|!=)\s{0,4}[@:](\w{1,128})/g

/** As Entity Framework logs it, where values are shown at all: `@p0='…' (Size = 4000)`. */
const parameter = /(?<![\w.])([@:]?(\w{1,128})=')((?:[^'\n]|'(?![ ,\])]|$))+)/gm

/** Puts down the parameters that stand in the place of a secret, by name. */
function redactRows(text: string, parameters: Set<string>): string {
  let out = ''
  let copied = 0
  for (const { index, 0: head, 1: columns = '' } of text.matchAll(insertion)) {
    const isSecret = columns.split(',').map((column) => isSecretName(column.trim()))
    if (index < copied || !isSecret.includes(true)) continue
    for (const { column, from, to } of cellsOf(text, index + head.length)) {
      const value = text.slice(from, to).trim()
      if (!isSecret[column] || isPlaceholder.test(value)) continue
      if (/^[@:]\w+$/.test(value)) parameters.add(value.slice(1))
      else {
        out += text.slice(copied, from) + redactedPlaceholder
        copied = to
      }
    }
  }
  return out + text.slice(copied)
}

const isPlaceholder = /^(?:\?|%s|[$?:]\d+|null|default|true|false|\[redacted\]|)$/i

interface Cell {
  readonly column: number
  readonly from: number
  readonly to: number
}

/** The cells of all rows, from the first one's beginning. */
function* cellsOf(text: string, start: number): Generator<Cell> {
  let from = start
  for (let column = 0; ; ) {
    cell.lastIndex = from
    const [whole = '', value = '', end = ''] = cell.exec(text) ?? []
    yield { column, from, to: from + value.length }
    if (end === '' || end === ')') return
    from += whole.length
    column = end === ',' ? column + 1 : 0
  }
}

interface LoggedParameter {
  readonly name: string
  readonly value: string
  readonly secrets: ReadonlySet<string>
}

function isSecretParameter({ name, value, secrets }: LoggedParameter): boolean {
  if (isPlaceholder.test(value)) return false
  // Entity Framework numbers the variables of the code: `__token_0`.
  const isNamed = secrets.has(name) || isSecretName(name.replace(/_\d+$/, ''))
  return isNamed || (/^p\d+$/.test(name) && isMixed(value))
}

/** A word of letters and digits that is no id, and no number of an order: of `@p0` nothing else is known. */
const isMixed = (value: string): boolean =>
  /^(?=\D*\d)(?=[^a-z]*[a-z])\S+$/.test(value) && !isHarmlessIdentifier(value) && !/^[\w.-]+\/[\w/.-]+$/.test(value)
