import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LineCounter, parseDocument } from 'yaml'
import type { Policy } from '../incident/policy.ts'
import { type Problem, problemAt, problemsIn } from './problems.ts'
import { schema } from './schema.ts'
import { complaints } from './sense.ts'

export type { Problem } from './problems.ts'

/** Thrown with every problem of the file in one message, each with its line, its column and what to write. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
}

/** Lies beside `src/` and beside `dist/`; used in practice mode only. */
export const examplePolicy = fileURLToPath(new URL('../../policy.example.yaml', import.meta.url))

export interface Reading {
  /** Whether the web chat's people count. */
  readonly practice: boolean
  /** Ids of the steps that there are; names of others are then problems. */
  readonly steps?: readonly string[]
}

/** Reads a policy file; throws a `PolicyError`. */
export const readPolicy = (file: string, reading: Reading): Policy => parsePolicy(textOf(file), file, reading)

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new PolicyError(
      `The policy file ${file} can't be read (${String((error as NodeJS.ErrnoException).code)}). Check POLICY_FILE.`,
    )
  }
}

export const parsePolicy = (text: string, file: string, reading: Reading): Policy => {
  const checked = checkPolicy(text, reading)
  if ('policy' in checked) return checked.policy
  throw new PolicyError(checked.problems.map((problem) => told(problem, file)).join('\n'))
}

/** `policy.yaml:12:5: rules.0.needed: "two" does not fit: write a whole number: 1` */
export const told = ({ line, column, path, message }: Problem, file: string): string =>
  `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`

type Checked = { readonly policy: Policy } | { readonly problems: readonly Problem[] }

/** Every problem in one go: first whether it is YAML, then its shape, then its sense. */
export const checkPolicy = (text: string, { practice, steps }: Reading): Checked => {
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
  const parsed = schema.safeParse(document.toJS())
  if (!parsed.success) return { problems: inOrder(problemsIn(parsed.error, document, lines)) }
  const policy = withoutAbsent({ ...parsed.data, practice })
  const found = steps === undefined ? [] : complaints(policy, steps)
  if (found.length === 0) return { policy }
  return { problems: inOrder(found.map(({ path, message }) => problemAt(path, message, document, lines))) }
}

const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column)

/** zod leaves optional members as undefined; the core's types know absent members only. */
const withoutAbsent = (value: unknown): Policy => JSON.parse(JSON.stringify(value)) as Policy
