import { type Document, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { z } from 'zod'
import { nearestWord } from '../text/edit-distance.ts'

/** Something wrong in a file, where it stands, and what to write instead. */
export interface PolicyProblem {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** `rule 1, needed`; empty for the file. */
  readonly path: string
  readonly message: string
}

export type PolicyPath = readonly PropertyKey[]

/** What may stand at a place of the file, written with `*` for any key or index: `rules.*`, or nothing for its top. */
export type KnownKeys = Readonly<Record<string, readonly string[]>>

/** Turns what zod found into places and words; one problem a field. */
export const policyProblemsOf = (
  error: z.ZodError,
  { document, lines }: { readonly document: Document; readonly lines: LineCounter },
  known: KnownKeys,
): readonly PolicyProblem[] => {
  const strangers = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKeyAt(issue.path, key, known)) : [],
  )
  // A key that is missing because it is misspelt is one problem, not two.
  const isMisspelt = (path: PolicyPath) => strangers.some(({ meant }) => meant.join('.') === path.join('.'))
  const rest = error.issues.filter((issue) => issue.code !== 'unrecognized_keys' && !isMisspelt(issue.path))
  return [
    // The key itself is what is wrong, whatever it holds.
    ...strangers.map(({ path, message }) => policyProblemAt(path, message, document, lines, true)),
    ...rest.map((issue) => policyProblemAt(issue.path, wordsOf(issue, document), document, lines)),
  ]
}

interface UnknownKey {
  readonly path: PolicyPath
  readonly message: string
  /** The path that was meant, as far as can be told. */
  readonly meant: PolicyPath
}

const unknownKeyAt = (path: PolicyPath, key: string, knownKeys: KnownKeys): UnknownKey => {
  const place = path.map((part, depth) => (depth === 1 || typeof part === 'number' ? '*' : String(part))).join('.')
  const known = knownKeys[place] ?? []
  const meant = nearestWord(key, known)
  const instead = meant === undefined ? `write one of ${known.join(', ')}` : `write ${meant}`
  return {
    path: [...path, key],
    message: `"${key}" means nothing here: ${instead}`,
    meant: meant === undefined ? [] : [...path, meant],
  }
}

export const policyProblemAt = (
  path: PolicyPath,
  message: string,
  document: Document,
  lines: LineCounter,
  atKey = false,
): PolicyProblem => {
  const { line, col } = lines.linePos(offsetOf(document.contents, path.map(String), atKey))
  return { line, column: col, path: pathInWords(path), message }
}

const nouns: Readonly<Record<string, string>> = {
  permissions: 'grant',
  rules: 'rule',
  freezes: 'freeze',
  budgets: 'budget',
  channels: 'channel',
  alerts: 'alert',
}

/** `grant 2`: things of a list are counted from 1, as people count. */
export const orderInWords = (noun: string, index: number): string => `${noun} ${index + 1}`

/** `rule 1, needed`. Which word of a list it is shows by the word itself. A file that is a list is one of cases. */
const pathInWords = (path: PolicyPath): string => {
  const [section = '', index, ...rest] = typeof path[0] === 'number' ? ['', ...path] : path
  const names = (keys: PolicyPath): string => keys.filter((key) => typeof key !== 'number').join('.')
  if (typeof index !== 'number') return names(path)
  const noun = section === '' ? 'case' : nouns[String(section)]
  if (noun === undefined) return names(path)
  return [orderInWords(noun, index), names(rest)].filter((part) => part !== '').join(', ')
}

const wordsOf = (issue: z.core.$ZodIssue, document: Document): string => {
  const value = document.getIn(issue.path)
  if (value === undefined) return `${String(issue.path.at(-1) ?? 'the file')} is missing: ${issue.message}`
  return isScalar(value) || typeof value !== 'object' || value === null
    ? `${JSON.stringify(value)} does not fit: ${issue.message}`
    : issue.message
}

/** Offset of the deepest part of the path that stands in the file: of its key where it has one. */
const offsetOf = (root: unknown, path: readonly string[], atKey: boolean): number => {
  let node = root
  let at = (root as Node | null)?.range?.[0] ?? 0
  for (const part of path) {
    const pair = isMap(node) ? node.items.find((item) => isPair(item) && keyOf(item.key) === part) : undefined
    const next: unknown = pair?.value ?? (isSeq(node) ? node.items[Number(part)] : undefined)
    const shown = pair !== undefined && (atKey || !isScalar(next)) ? pair.key : next
    at = (shown as Node | undefined)?.range?.[0] ?? (pair?.key as Node | undefined)?.range?.[0] ?? at
    node = next
  }
  return at
}

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key))
