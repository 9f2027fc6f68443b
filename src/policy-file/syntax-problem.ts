import type { Document, LineCounter, YAMLParseError } from 'yaml'
import type { PolicyProblem } from './problems.ts'

/** The first thing that keeps a file from being YAML: what the library finds below it mostly follows from it. */
export const firstSyntaxProblem = (
  { errors }: Document.Parsed,
  text: string,
  lines: LineCounter,
): PolicyProblem | undefined => {
  const [first] = errors.toSorted((a, b) => a.pos[0] - b.pos[0])
  if (first === undefined) return undefined
  const at = placeOf(first, text)
  const { line, col } = lines.linePos(at)
  return { line, column: col, path: '', message: wordsOf(first, text.slice(at)) }
}

/** A list that is indented differently is found at the end of the line before it. */
const isListInWrongPlace = ({ code, message }: YAMLParseError): boolean =>
  code === 'BLOCK_AS_IMPLICIT_KEY' && message.startsWith('A block sequence')

/** Of the first letter that somebody wrote, where the library points at the start of the line; of a tab before it. */
const placeOf = (error: YAMLParseError, text: string): number => {
  const from = isListInWrongPlace(error) ? error.pos[1] : error.pos[0]
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
  if (indent.includes('\t')) return lineStart + indent.indexOf('\t')
  return Math.max(from, lineStart + indent.length)
}

const indentation = 'this line begins in another column than its neighbours: indent them alike, with spaces'

const wordsOf = (error: YAMLParseError, rest: string): string => {
  const { code, message } = error
  if (rest.startsWith('\t')) return 'a tab stands where the line is indented: write spaces'
  if (code === 'DUPLICATE_KEY') return `${keyOf(rest)} stands here twice: leave one of them`
  if (isListInWrongPlace(error) || message.startsWith('Sequence item without')) return indentation
  if (code === 'BAD_INDENT') return unclosedWords(message) ?? indentation
  if (message.startsWith('Implicit map keys need'))
    return `${keyOf(rest)} has no value: write a colon and a space after the key, as in "needed: 1"`
  if (message.startsWith('Nested mappings')) return 'a second colon in one line: put the text that holds it in quotes'
  if (message.startsWith('Missing closing'))
    return 'a quote before this is never closed: write it at the end of its text, too'
  if (message.startsWith('Missing , between'))
    return 'a comma is missing before this, or the list before it is not closed: write , or ]'
  if (code === 'MULTIPLE_DOCS') return '"---" begins a second document: leave it out'
  return `this is not YAML: ${message.split('\n')[0]?.replace(/ at line .*$/, '')}`
}

const unclosedWords = (message: string): string | undefined => {
  const closing = /end with a ([\]}])/.exec(message)?.[1]
  return (
    closing &&
    `what was opened before this line with ${closing === ']' ? '[' : '{'} is not closed: write ${closing} at its end`
  )
}

const keyOf = (rest: string): string => `"${(/^[^:#\n]*/.exec(rest)?.[0] ?? '').trim().replace(/^["']|["']$/g, '')}"`
