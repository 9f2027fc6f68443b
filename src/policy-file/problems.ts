import { type Document, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { z } from 'zod'
import { nearestWord } from '../text/edit-distance.ts'
import { knownPolicyKeys } from './schema/index.ts'

/** Something wrong in a policy file, where it stands, and what to write instead. */
export interface PolicyProblem {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** `rules.0.needed`; empty for the file. */
  readonly path: string
  readonly message: string
}

export type PolicyPath = readonly PropertyKey[]

/** Turns what zod found into places and words; one problem a field. */
export const policyProblemsOf = (
  error: z.ZodError,
  document: Document,
  lines: LineCounter,
): readonly PolicyProblem[] => {
  const strangers = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKeyAt(issue.path, key)) : [],
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

const unknownKeyAt = (path: PolicyPath, key: string): UnknownKey => {
  const known = knownPolicyKeys[path.map((part, depth) => (depth === 1 ? '*' : String(part))).join('.')] ?? []
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
  return { line, column: col, path: path.map(String).join('.'), message }
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
