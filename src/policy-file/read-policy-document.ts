import { type Document, LineCounter, parseDocument } from 'yaml'
import { endMark, lineOfEarlyEndMark } from './policy-outline.ts'
import type { PolicyProblem } from './problems.ts'
import { firstSyntaxProblem } from './syntax-problem.ts'

/** A file that is YAML. */
export interface PolicyDocument {
  readonly document: Document.Parsed
  readonly lines: LineCounter
  readonly value: unknown
}

/** Aliases are counted while they are followed: a few lines of them could fill the memory. */
const aliasLimit = 100

/** The YAML, or why it is none; throws nothing, whatever somebody wrote. */
export const readPolicyDocument = (text: string): PolicyDocument | { readonly problems: readonly PolicyProblem[] } => {
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines })
    const problem = firstSyntaxProblem(document, text, lines) ?? endMarkProblem(text)
    if (problem !== undefined) return { problems: [problem] }
    return { document, lines, value: document.toJS({ maxAliasCount: aliasLimit }) }
  } catch (error) {
    return { problems: [{ line: 1, column: 1, path: '', message: unreadableWords(error) }] }
  }
}

const endMarkProblem = (text: string): PolicyProblem | undefined => {
  const line = lineOfEarlyEndMark(text)
  const message = `something stands below "${endMark}": make it the last line`
  return line === undefined ? undefined : { line, column: 1, path: '', message }
}

/** The library throws these two: an alias that leads nowhere or too far, and a stack that ran out. */
const unreadableWords = (error: unknown): string =>
  error instanceof ReferenceError
    ? `an alias can't be followed (${error.message}): write out what *names stand for`
    : 'this is too deeply nested to be read: write it flat, as in policy.example.yaml'
