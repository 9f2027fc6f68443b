import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { Command } from 'commander'
import { answers } from '../answers/index.ts'
import { namedStepsIn } from '../answers/reading/named-steps.ts'
import { steps } from '../mitigate/index.ts'
import { loadModel } from '../trained-model/load-model.ts'
import { type Intent, isOtherRequest, type ParsedMessage } from '../understand/types.ts'
import { explainMeaning, understandMessage } from '../understand/understand-message.ts'

interface Streams {
  readonly input: Readable
  readonly output: Writable
  readonly errors: Writable
}

interface LineMessage {
  readonly id: string | number
  readonly text: string
}

/** Answers every line in order; resolves to the exit code: 1 where a line could not be read. */
export const understandLines = async ({ input, output, errors }: Streams, explain: boolean): Promise<0 | 1> => {
  let lineNumber = 0
  let exitCode: 0 | 1 = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    lineNumber += 1
    if (line.trim() === '') continue
    const message = parseLine(line)
    if (typeof message === 'string') {
      errors.write(`Line ${lineNumber}: ${message}\n`)
      exitCode = 1
    } else {
      await writeLine(output, `${JSON.stringify(answer(message, explain))}\n`)
    }
  }
  return exitCode
}

const answer = ({ id, text }: LineMessage, explain: boolean): object => {
  const overheard = { addressed: false }
  const parsed = understandMessage(text, overheard, loadModel())
  const { meaning, certainty, codes, apps } = parsed
  const why = explain ? { why: explainMeaning(text, overheard, loadModel()) } : {}
  return { id, intent: intentOf(parsed, text), meaning, certainty, codes, apps, ...why }
}

/** Whoever knows the intents alone is told which of them a question, or another step, is nearest to. */
const intentOf = ({ intent, meaning }: ParsedMessage, text: string): Intent => {
  if (!isOtherRequest(meaning)) return answers.find(({ id }) => id === meaning)?.nearestIntent ?? intent
  const [wider] = namedStepsIn(text, steps)[0]?.askedBy.insteadOf ?? []
  return wider === 'request_restart' ? wider : intent
}

/** The message, or in words what is wrong with the line. */
const parseLine = (line: string): LineMessage | string => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'is not JSON; expected {"id": …, "text": "…"}.'
  }
  if (typeof value !== 'object' || value === null) return 'is not an object; expected {"id": …, "text": "…"}.'
  const { id, text } = value as Record<string, unknown>
  if (typeof id !== 'string' && typeof id !== 'number') return 'has no "id" (text or number).'
  return typeof text === 'string' ? { id, text } : 'has no "text".'
}

/** Waits where the reader of our output is slower than we are. */
const writeLine = async (output: Writable, text: string): Promise<void> => {
  if (!output.write(text)) await new Promise<void>((resolve) => output.once('drain', () => resolve()))
}

export const understandCommand: Command = new Command('understand')
  .description('Read JSON lines {id, text} from standard input and say what each message means, as the bot does.')
  .option('--explain', 'add which words and parts of words decided')
  .action(async (options: { explain?: boolean }) => {
    const streams = { input: process.stdin, output: process.stdout, errors: process.stderr }
    process.exitCode = await understandLines(streams, options.explain ?? false)
  })
