import type { z } from 'zod'
import { type KnownKeys, type PolicyProblem, policyProblemsOf } from './problems.ts'
import { type PolicyDocument, readPolicyDocument } from './read-policy-document.ts'

export type CheckedFile<T> = (PolicyDocument & { readonly data: T }) | { readonly problems: readonly PolicyProblem[] }

/** A YAML file of that shape, or every problem with its place: first whether it is YAML, then its shape. */
export const readCheckedFile = <T>(text: string, schema: z.ZodType<T>, known: KnownKeys): CheckedFile<T> => {
  const read = readPolicyDocument(text)
  if ('problems' in read) return read
  const parsed = schema.safeParse(read.value)
  return parsed.success
    ? { ...read, data: parsed.data }
    : { problems: inOrder(policyProblemsOf(parsed.error, read, known)) }
}

export const inOrder = (problems: readonly PolicyProblem[]): readonly PolicyProblem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
