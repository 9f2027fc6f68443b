import { fileURLToPath } from 'node:url'
import type { Policy } from '../incident/approval/policy.ts'
import { findInconsistencies } from './find-inconsistencies.ts'
import { outlineOf, type PolicyOutline } from './policy-outline.ts'
import { type PolicyProblem, policyProblemAt } from './problems.ts'
import { inOrder, readCheckedFile } from './read-checked-file.ts'
import { type PolicyText, readPolicyText } from './read-policy-text.ts'
import { knownPolicyKeys, policyFileSchema } from './schema/index.ts'
import { withPracticeIdentities } from './written-identities.ts'

export type { PolicyProblem } from './problems.ts'

/** Thrown with every problem of the file in one message, each with its line, its column and what to write. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
}

/** Lies beside `src/` and beside `dist/`; used in practice mode only. */
export const examplePolicyPath = fileURLToPath(new URL('../../policy.example.yaml', import.meta.url))

export interface PolicyReadOptions {
  /** Whether the local platform's people count. */
  readonly practice: boolean
  /** Ids of the steps that there are; names of others are then problems. */
  readonly steps?: readonly string[]
}

/** A policy, and what its file is made of. */
export interface WholePolicy {
  readonly policy: Policy
  readonly outline: PolicyOutline
}

/** Reads a policy file; throws a `PolicyError`. */
export const readPolicyFile = (file: string, reading: PolicyReadOptions): Policy =>
  wholePolicyOf(readPolicyText(file), file, reading).policy

/** Of what was read from the file; throws a `PolicyError`. */
export const wholePolicyOf = (read: PolicyText, file: string, reading: PolicyReadOptions): WholePolicy => {
  if ('text' in read) return parseWholePolicy(read.text, file, reading)
  throw new PolicyError(`The policy file ${file} ${read.trouble}. Check POLICY_FILE.`)
}

/** Throws a `PolicyError`. */
export const parsePolicy = (text: string, file: string, reading: PolicyReadOptions): Policy =>
  parseWholePolicy(text, file, reading).policy

const parseWholePolicy = (text: string, file: string, reading: PolicyReadOptions): WholePolicy => {
  const checked = checkPolicy(text, reading)
  if ('policy' in checked) return checked
  throw new PolicyError(checked.problems.map((problem) => formatPolicyProblem(problem, file)).join('\n'))
}

/** `policy.yaml:12:5: rule 1, needed: "two" does not fit: write a whole number: 1` */
export const formatPolicyProblem = ({ line, column, path, message }: PolicyProblem, file: string): string =>
  `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`

export type CheckedPolicy = WholePolicy | { readonly problems: readonly PolicyProblem[] }

/** Every problem in one go: first whether it is YAML, then its shape, then its sense. */
export const checkPolicy = (text: string, { practice, steps }: PolicyReadOptions): CheckedPolicy => {
  const read = readCheckedFile(text, policyFileSchema, knownPolicyKeys)
  if ('problems' in read) return read
  const { document, lines, data } = read
  const policy = withPracticeIdentities(withoutAbsent(data), practice)
  const found = steps === undefined ? [] : findInconsistencies(policy, steps)
  if (found.length === 0) return { policy, outline: outlineOf(text, document) }
  return { problems: inOrder(found.map(({ path, message }) => policyProblemAt(path, message, document, lines))) }
}

/** zod leaves optional members as undefined; the core's types know absent members only. */
const withoutAbsent = (value: unknown): Policy => JSON.parse(JSON.stringify(value)) as Policy
