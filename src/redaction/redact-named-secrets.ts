import { isSecretHeader, isSecretKeyAfter, isSecretName, redactedPlaceholder } from './secret-name.ts'

/** Takes out what stands behind a secret's name: `name=…`, `"name": "…"`, `<name>…`, `--name …`, `Name: …`. */
export const redactNamedSecrets = (text: string): string => redactAfter(pair, redactAfter(setting, text))

/** A name and what divides it from its value. */
const pair =
  /(?<![\w.-])(?<name>[\w.-]+)(?:\\*["']?\]?[ \t]{0,8}(?<divider>=>?|:=?|[：＝]|%3[ad])[ \t]{0,8}(?:\r?\n[ \t]{0,40}(?=\\*["']))?|(?<end>>)|(?<gap>[ \t]{1,8}))/gi

/** `{"name":"DB_PASSWORD","value":"…"}`, `<add key="ApiKey" value="…"/>`. */
const setting =
  /(?<![\w.-])(?:name|key)\\*["']?\s{0,8}[:=]\s{0,8}\\*["'](?<name>[\w.:-]{1,128})\\*["']\s{0,8},?\s{0,8}\\*["']?value\\*["']?\s{0,8}(?<divider>[:=])\s{0,8}/gi

interface Named {
  readonly name: string
  readonly index: number
  /** Where the value begins. */
  readonly start: number
  readonly divider: 'sign' | 'tag' | 'gap'
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

const namedOf = (match: RegExpExecArray, start: number): Named => ({
  name: match.groups?.name ?? '',
  index: match.index,
  start,
  divider: match.groups?.divider ? 'sign' : match.groups?.end ? 'tag' : 'gap',
})

function isSecret(text: string, { name, index, start, divider }: Named): boolean {
  const previous = text[index - 1] ?? ''
  if (divider === 'gap') return name.startsWith('--') && isSecretName(name)
  if (divider === 'tag') return '<:'.includes(previous) && previous !== '' && isSecretName(name)
  // `%26sig%3D…`: the first two characters are the end of an encoded one.
  const whole = previous === '%' ? name.slice(2) : name
  if (isSecretName(whole) || isSecretKeyAfter(text.slice(Math.max(0, index - 32), index), whole)) return true
  // A function's key is called `code`, as many harmless things are.
  if (whole.toLowerCase() !== 'code') return false
  const value = text.slice(start, start + 20)
  return /^[\w%/+=-]{20}$/.test(value) && (/[?&]/.test(previous) || looksGenerated(value))
}

/** As a machine makes it, not as somebody names things. */
const looksGenerated = (value: string): boolean => /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)

/** Where the value begins and ends. A quote that is never closed hides the rest of the text. */
function valueRange(text: string, { name, start, divider }: Named): readonly [number, number] {
  if (divider === 'tag') return [start, orEnd(text.indexOf('<', start), text)]
  const value = afterSections(text, start)
  const quote = /\\*["']/y
  quote.lastIndex = value
  const opened = quote.exec(text)?.[0]
  if (opened !== undefined) {
    const inside = value + opened.length
    return [value === start ? inside : start, closing(text, opened, inside)]
  }
  return [start, unquotedEnd(text, name, value)]
}

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

/** The quote that closes the one opened: escaped as often, and not more. */
function closing(text: string, opened: string, start: number): number {
  let at = text.indexOf(opened, start)
  while (at > 0 && isEscaped(text, { at, start })) at = text.indexOf(opened, at + opened.length)
  return orEnd(at, text)
}

function isEscaped(text: string, { at, start }: { at: number; start: number }): boolean {
  let backslashes = 0
  while (at - backslashes > start && text[at - backslashes - 1] === '\\') backslashes++
  return backslashes % 2 === 1
}

function matchEnd(sticky: RegExp, text: string, start: number): number {
  sticky.lastIndex = start
  return start + (sticky.exec(text)?.[0].length ?? 0)
}

const orEnd = (at: number, text: string): number => (at < 0 ? text.length : at)

/** Nothing was said: `null`, or the opening bracket of something whose own names are looked at next. */
const isEmptyValue = (value: string): boolean =>
  /^(?:null|undefined|true|false)?[,)\]}]*$|^[[{(]+$/i.test(value.slice(0, 16)) && value.length <= 16
