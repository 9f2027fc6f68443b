import { isUserAndPassword, looksGenerated, looksLikeCredential, looksRandom } from './generated-text.ts'
import { closeTagPattern, closingQuote, dividerPattern, isTagOpen, nextTag, quoteAt, quotePattern } from './quotes.ts'
import {
  isAmbiguousName,
  isKeyName,
  isKeyOfSomebody,
  isSecretHeader,
  isSecretKeyAfter,
  isSecretName,
  redactedPlaceholder,
} from './secret-name.ts'

/** Takes out what stands behind a secret's name: `name=…`, `"name": "…"`, `<name>…`, `--name …`, `("name", "…")`. */
export const redactNamedSecrets = (text: string): string => redactAfter(pair, redactAfter(setting, text))

/** A value on a line of its own, in quotes; or with its type and length, as PHP dumps it. */
const continued = `[ \\t]{0,8}(?:\\r?\\n[ \\t]{0,40}(?=\\\\*["']))?(?:\\s{0,40}string\\(\\d{1,9}\\)[ \\t])?`

/** A name and what divides it from its value. */
const pair = new RegExp(
  `(?<![\\w.-])(?<name>[\\w.-]+)(?:(?:${quotePattern})?\\]?[ \\t]{0,8}(?<divider>${dividerPattern})${continued}` +
    `|(?<comma>\\\\*["'][ \\t]{0,8},\\s{0,40}(?=\\\\*["']))|(?<end>${closeTagPattern}|(?=(?:[ \\t][\\w:.-]{1,64}="[^"<>]{0,128}"){1,4}[ \\t]?>))|(?<gap>[ \\t]{1,8}))`,
  'gi',
)

/** `{"name":"DB_PASSWORD","value":"…"}`, `<add key="ApiKey" value="…"/>`, and the same on two lines of YAML. */
const setting = new RegExp(
  `(?<![\\w.-])(?:name|key)(?:${quotePattern})?\\s{0,8}[:=]\\s{0,8}(?:${quotePattern})?(?<name>[\\w.:-]{1,128})` +
    `(?:${quotePattern})?\\s{0,8},?\\s{0,40}(?:${quotePattern})?value(?:${quotePattern})?\\s{0,8}(?<divider>[:=])\\s{0,8}`,
  'gi',
)

type Divider = 'sign' | 'comma' | 'tag' | 'gap'

interface Named {
  readonly name: string
  readonly index: number
  /** Where the value begins. */
  readonly start: number
  readonly divider: Divider
}

function redactAfter(pattern: RegExp, text: string): string {
  const search = new RegExp(pattern)
  let out = ''
  let copied = 0
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const named = namedOf(match, search.lastIndex)
    const [from, to] = isSecret(text, named) ? valueRange(text, named) : [0, 0]
    if (from >= to || isEmptyValue(text.slice(from, to))) continue
    out += text.slice(copied, from) + redactedPlaceholder
    copied = to
    search.lastIndex = to
  }
  return out + text.slice(copied)
}

const namedOf = ({ groups, index }: RegExpExecArray, start: number): Named => ({
  name: groups?.name ?? '',
  index,
  start,
  divider: groups?.divider ? 'sign' : groups?.comma ? 'comma' : groups?.end !== undefined ? 'tag' : 'gap',
})

function isSecret(text: string, named: Named): boolean {
  const { name, index } = named
  const before = text.slice(Math.max(0, index - 8), index)
  switch (named.divider) {
    case 'gap':
      return name.startsWith('-') && (isSecretName(name) || /^--?pass$/.test(name)) && text[named.start] !== '('
    case 'tag':
      return isSecretName(name) && isTagOpen(`${before}${/^(?:u003|3)c/i.exec(name)?.[0] ?? ''}`)
    case 'comma':
      return isSecretName(name) && /["']$/.test(before) && isListedSecret(text, { ...named, name: before + name })
    case 'sign':
      return isAssignedSecret(text, named)
  }
}

function isAssignedSecret(text: string, { name, index, start }: Named): boolean {
  const previous = text[index - 1] ?? ''
  // `%26sig%3D…`: the first two characters are the end of an encoded one.
  const whole = previous === '%' ? name.replace(/^(?:25)?[0-9a-f]{2}/i, '') : name
  if (isCacheKey(text, { name: whole, index, start })) return false
  if (isSecretName(whole) || isSecretKeyAfter(text.slice(Math.max(0, index - 32), index), whole)) return true
  const value = valueAt(text, start)
  if (whole === 'pass') return /[^\d]/.test(value) && /["'=]/.test(text.slice(index + whole.length, start + 1))
  if (isAmbiguousName(whole)) return looksLikeCredential(value) || isUserAndPassword(text.slice(start, start + 128))
  if (isKeyOfSomebody(whole) && /^\w{24,}$/.test(value)) return looksLikeCredential(value)
  if (isKeyName(whole)) return value.length >= 20 && looksRandom(value)
  // A function's key is called `code`, as many harmless things are.
  return (
    whole.toLowerCase() === 'code' && /^[\w%/+=-]{20}/.test(value) && (/[?&]/.test(previous) || looksGenerated(value))
  )
}

/** `"token:5193"`, `cacheKey=secrets:v2:…`: a kind of thing, and which one. */
function isCacheKey(text: string, { name, index, start }: Pick<Named, 'name' | 'index' | 'start'>): boolean {
  const isInside = /[="']/.test(text[index - 1] ?? '') && text[start - 1] === ':' && start === index + name.length + 1
  return isInside && !/pass|pwd/i.test(name) && isNumbered.test(text.slice(start, start + 48))
}
const isNumbered = /^(?:v\d{1,2}:)?(?:\d{1,12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?!\w)/i

const valueAt = (text: string, start: number): string => {
  const inside = start + (quoteAt(text, start)?.length ?? 0)
  return /^[\w%/+=.~-]*/.exec(text.slice(inside, inside + 128))?.[0] ?? ''
}

/** `["password", "email"]` names fields, `("password", "email")` and `["--password", "email"]` a password. */
function isListedSecret(text: string, { name, start }: Named): boolean {
  const value = /^\\*["']([^"'\\]{0,128})/.exec(text.slice(start, start + 132))?.[1] ?? ''
  return !isSecretName(value) && (/[^A-Za-z_-]/.test(value) || /[([]\s?\\*["']|["']-/.test(name))
}

/** Where the value begins and ends. A quote that is never closed hides the rest of the text. */
function valueRange(text: string, { name, start, divider }: Named): readonly [number, number] {
  if (divider === 'tag') return tagRange(text, start)
  const value = matchEnd(valueMark, text, afterSections(text, start))
  const opened = quoteAt(text, value)
  if (opened === undefined) return [start, unquotedEnd(text, name, value)]
  const inside = value + opened.length
  return [value === start ? inside : start, closingQuote(text, opened, inside)]
}

/** From behind the attributes that the tag may have. */
function tagRange(text: string, start: number): readonly [number, number] {
  const inside = matchEnd(/[ \t][^<>]*>/y, text, start)
  return [inside, nextTag(text, inside)]
}

/** `!!binary`, `N'…'`, and the sign of a block that begins on the next line. */
const valueMark = /(?:[A-Za-z@$]{1,2}(?=["']))?(?:!{1,2}\w{1,32}[ \t]{1,4})?(?:[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,40})?/y

const mostSections = 4

/** `ConnectionStrings:Shop = …`: a name in sections, of which the first gives the rest away. */
function afterSections(text: string, start: number): number {
  let at = start
  for (let sections = 0; sections < mostSections && text[at - 1] === ':'; sections += 1) {
    const next = matchEnd(section, text, at)
    if (next === at) break
    at = next
  }
  return at
}

const section = /[\w.-]{1,128}\\*["']?\]?[ \t]{0,8}(?:=>?|:=?|[：＝])[ \t]{0,8}(?:\r?\n[ \t]{0,40}(?=\\*["']))?(?=\S)/y

function unquotedEnd(text: string, name: string, start: number): number {
  if (isSecretHeader(name)) return matchEnd(headerLine, text, start)
  // The backslashes of an escaped quote belong to that.
  const end = matchEnd(/(?:[^\s;"'<>\\]|\\+(?!["'\\]))*/y, text, start)
  // A password in a connection string may have spaces; it ends at the semicolon.
  if (/(?:password|pwd)$/i.test(name)) return matchEnd(/(?:[^;\r\n"'<>]{0,64}(?=;))?/y, text, end)
  return isWrapped(text.slice(start, end)) ? matchEnd(furtherLines, text, end) : end
}

/** To the end of the line, or of the next one where this one has the scheme only. */
const headerLine = /(?:(?:bearer|basic|negotiate|sharedkey)[ \t]{0,8}\r?\n[ \t]{1,40})?[^\r\n]*/iy

/** A long key that stands on more than one line, as mail and terminals break it. */
const isWrapped = (value: string): boolean => /^[\w+/-]{40,}$/.test(value)
const furtherLines = /(?:\r?\n[ \t]{0,8}[\w+/-]{2,}={0,2}(?![^\s;"'<>,]))*/y

function matchEnd(sticky: RegExp, text: string, start: number): number {
  sticky.lastIndex = start
  return start + (sticky.exec(text)?.[0].length ?? 0)
}

/** Nothing was said: `null`, or the opening bracket of something whose own names are looked at next. */
const isEmptyValue = (value: string): boolean =>
  /^(?:null|undefined|true|false|=|\?)?[,)\]}]*$|^[[{(]+$/i.test(value.slice(0, 16)) && value.length <= 16
