import { isMap, type Node, type Pair, type YAMLMap } from 'yaml'
import { type Policy, rights } from '../incident/approval/policy.ts'
import { canonicalJson } from '../incident/canonical-json.ts'
import { checkPolicy, type PolicyProblem } from './index.ts'
import { readPolicyDocument } from './read-policy-document.ts'

export type PolicyMigration =
  | { readonly text: string }
  | { readonly problems: readonly PolicyProblem[] }
  /** In words, with what to do. */
  | { readonly trouble: string }

/**
 * A file of version 1 as one of version 2 that decides the same. What is written goes in between; every other letter,
 * and so every comment, stays as it is. Version 1 gave people without a role their rights by name alone: they get a
 * role of their own, which no rule speaks of.
 */
export const migratePolicy = (text: string): PolicyMigration => {
  const before = checkPolicy(text, { practice: false })
  if ('problems' in before) return before
  const { policy } = before
  if (policy.permissions !== undefined) return { trouble: 'is of version 2 already' }
  if (Object.keys(policy.people).length === 0) return { trouble: 'names nobody: put people in first' }
  const migrated = insertAll(text, insertionsOf(text, policy))
  const after = checkPolicy(migrated, { practice: false })
  return 'policy' in after && isSamePolicy(policy, after.policy)
    ? { text: migrated }
    : {
        trouble:
          "is written in a way that can't be migrated by itself: write version 2 by hand, as in policy.example.yaml",
      }
}

interface Insertion {
  readonly from: number
  readonly to: number
  readonly text: string
}

const insertAll = (text: string, insertions: readonly Insertion[]): string =>
  insertions
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text)

const insertionsOf = (text: string, policy: Policy): readonly Insertion[] => {
  const read = readPolicyDocument(text)
  const root = 'problems' in read ? undefined : read.document.contents
  if (!isMap(root)) return []
  const role = roleForOthers(policy)
  return [...headInsertion(text, root, grantedRoles(policy, role)), ...roleInsertions(root, policy, role)]
}

const headInsertion = (text: string, root: YAMLMap, roles: readonly string[]): readonly Insertion[] => {
  const first = (root.items[0]?.key as Node | undefined)?.range?.[0]
  if (first === undefined) return []
  const grant = `{ roles: [${roles.map(quoteWhereNeeded).join(', ')}], may: [${rights.join(', ')}] }`
  if (root.flow) return [{ from: first, to: first, text: `version: 2, permissions: [${grant}], ` }]
  const lineStart = text.lastIndexOf('\n', first) + 1
  const indent = text.slice(lineStart, first)
  const lines = [
    'version: 2',
    '',
    '# Who may what; what nobody is given here, nobody may.',
    'permissions:',
    `  - ${grant}`,
  ]
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const from = startOfComment(text, lineStart)
  return [{ from, to: from, text: `${lines.map((line) => (line === '' ? '' : indent + line)).join(end)}${end}${end}` }]
}

const quoteWhereNeeded = (role: string): string =>
  /^[a-z][\w-]*$/i.test(role) && !/^(true|false|null)$/i.test(role) ? role : JSON.stringify(role)

/** Of the comment right above the line, which belongs to it. */
const startOfComment = (text: string, lineStart: number): number => {
  const previous = text.lastIndexOf('\n', lineStart - 2) + 1
  return lineStart > 0 && text.slice(previous, lineStart).trim().startsWith('#')
    ? startOfComment(text, previous)
    : lineStart
}

const roleInsertions = (root: YAMLMap, { people }: Policy, role: string): readonly Insertion[] =>
  Object.entries(people).flatMap(([key, person]) => {
    const written: unknown = root.get('people')
    const own: unknown = isMap(written) ? written.get(key) : undefined
    if (person.roles.length > 0 || !isMap(own)) return []
    const pair = own.items.find((item: Pair) => String(item.key) === 'roles')
    const range = (pair?.value as Node | undefined)?.range
    return range ? [{ from: range[0], to: range[1], text: `[${role}]` }] : []
  })

/** Everybody whom version 1 gave all rights: whoever has a role, and those who have none. */
const grantedRoles = ({ people }: Policy, role: string): readonly string[] => [
  ...new Set(Object.values(people).flatMap(({ roles }) => (roles.length === 0 ? [role] : roles))),
]

/** A word that stands nowhere in the file yet, so that nobody gets more by it than the grant. */
const roleForOthers = ({ people, rules, breakGlass, reading }: Policy): string => {
  const used = new Set([
    ...Object.values(people).flatMap(({ roles }) => roles),
    ...rules.flatMap(({ approvers }) => approvers),
    ...(breakGlass === undefined ? [] : [...breakGlass.roles, ...breakGlass.reviewers]),
    ...(reading?.dumps ?? []),
  ])
  const candidates = ['named', ...Array.from({ length: used.size }, (_, index) => `named-${index + 2}`)]
  return candidates.find((candidate) => !used.has(candidate)) ?? 'named'
}

const isSamePolicy = (before: Policy, { permissions: _, ...after }: Policy): boolean => {
  const people = Object.entries(after.people).map(([key, person]) => [
    key,
    before.people[key]?.roles.length === 0 ? { ...person, roles: [] } : person,
  ])
  return canonicalJson({ ...after, people: Object.fromEntries(people) }) === canonicalJson(before)
}
