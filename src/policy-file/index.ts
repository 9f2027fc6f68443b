import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LineCounter, parseDocument } from 'yaml'
import type { Policy } from '../incident/approval/policy.ts'
import { findInconsistencies } from './find-inconsistencies.ts'
import { type PolicyProblem, policyProblemAt, policyProblemsOf } from './problems.ts'
import { policyFileSchema } from './schema.ts'
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

/** Reads a policy file; throws a `PolicyError`. */
export const readPolicyFile = (file: string, reading: PolicyReadOptions): Policy =>
  parsePolicy(readPolicyText(file), file, reading)

const readPolicyText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new PolicyError(
      `The policy file ${file} can't be read (${String((error as NodeJS.ErrnoException).code)}). Check POLICY_FILE.`,
    )
  }
}

export const parsePolicy = (text: string, file: string, reading: PolicyReadOptions): Policy => {
  const checked = checkPolicy(text, reading)
  if ('policy' in checked) return checked.policy
  throw new PolicyError(checked.problems.map((problem) => formatPolicyProblem(problem, file)).join('\n'))
}

/** `policy.yaml:12:5: rules.0.needed: "two" does not fit: write a whole number: 1` */
export const formatPolicyProblem = ({ line, column, path, message }: PolicyProblem, file: string): string =>
  `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`

type CheckedPolicy = { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] }

/** Every problem in one go: first whether it is YAML, then its shape, then its sense. */
export const checkPolicy = (text: string, { practice, steps }: PolicyReadOptions): CheckedPolicy => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0])
        return { line, column: col, path: '', message: `${error.message.split('\n')[0]?.replace(/ at line .*$/, '')}` }
      }),
    }
  }
  const parsed = policyFileSchema.safeParse(document.toJS())
  if (!parsed.success) return { problems: inOrder(policyProblemsOf(parsed.error, document, lines)) }
  const policy = withPracticeIdentities(withoutAbsent(parsed.data), practice)
  const found = steps === undefined ? [] : findInconsistencies(policy, steps)
  if (found.length === 0) return { policy }
  return { problems: inOrder(found.map(({ path, message }) => policyProblemAt(path, message, document, lines))) }
}

const inOrder = (problems: readonly PolicyProblem[]): readonly PolicyProblem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column)

/** zod leaves optional members as undefined; the core's types know absent members only. */
const withoutAbsent = (value: unknown): Policy => JSON.parse(JSON.stringify(value)) as Policy
