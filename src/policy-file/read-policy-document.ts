import { type Document, Lexer, LineCounter, Parser, parseDocument } from 'yaml'
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

/** A policy has about ten levels. Some thousands take the YAML library minutes, or end the whole process. */
const depthLimit = 50

/** The YAML, or why it is none; throws nothing, whatever somebody wrote. */
export const readPolicyDocument = (text: string): PolicyDocument | { readonly problems: readonly PolicyProblem[] } => {
  const lines = new LineCounter()
  try {
    if (isTooDeep(text)) return unreadable(tooDeep)
    const document = parseDocument(text, { lineCounter: lines })
    const problem = firstSyntaxProblem(document, text, lines) ?? endMarkProblem(text)
    if (problem !== undefined) return { problems: [problem] }
    return { document, lines, value: document.toJS({ maxAliasCount: aliasLimit }) }
  } catch (error) {
    return unreadable(error instanceof ReferenceError ? aliasWords(error) : tooDeep)
  }
}

const unreadable = (message: string) => ({ problems: [{ line: 1, column: 1, path: '', message }] })

/** By the library's own reader of tokens, which does not call itself: no further than to the first token too deep. */
const isTooDeep = (text: string): boolean => {
  const parser = new Parser()
  for (const token of new Lexer().lex(text)) {
    // It works while it is asked for what it found, which is not wanted here.
    for (const _found of parser.next(token));
    if (parser.stack.length > depthLimit) return true
  }
  return false
}

const endMarkProblem = (text: string): PolicyProblem | undefined => {
  const line = lineOfEarlyEndMark(text)
  const message = `something stands below "${endMark}": make it the last line`
  return line === undefined ? undefined : { line, column: 1, path: '', message }
}

/** The library throws for an alias that leads nowhere or too far, and where the stack runs out. */
const aliasWords = ({ message }: ReferenceError): string =>
  `an alias can't be followed (${message}): write out what *names stand for`

const tooDeep = 'this is too deeply nested to be read: write it flat, as in policy.example.yaml'
