import { once } from 'node:events'
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import type { Readable } from 'node:stream'
import { writtenChannelOf } from '../../incident/chat-place.ts'
import { type Erasure, type ErasurePlan, openJournal } from '../../journal/index.ts'
import { callAppmedic } from './control-client.ts'
import { isTerminal, readSecretText } from './secret-input.ts'

export interface EraseOptions {
  readonly data: string
  readonly incident?: string
  readonly reason: string
  readonly keyFile?: string
  readonly witnessFile?: string
  readonly yes?: true
}

/** True where it was erased, or was not there. The text comes from the input, so that no list of processes shows it. */
export const eraseFromJournal = async (options: EraseOptions, input: Readable = process.stdin): Promise<boolean> => {
  const text = await readSecretText(input, (question) => void process.stderr.write(question))
  const stream = options.incident?.toUpperCase()
  const request = { text, ...(stream === undefined ? {} : { stream }) }
  const { erasure, close } = await openErasure(options)
  try {
    const plan = await erasure.plan(request)
    for (const line of linesOf(plan)) console.log(line)
    if (plan.obstacles.length > 0) return false
    if (isEmpty(plan)) return true
    if (!(await isConfirmed(options, input))) {
      console.error('Nothing was erased: say so with --yes.')
      return false
    }
    const done = await erasure.erase({ ...request, by: userInfo().username, reason: options.reason })
    for (const line of done.left.filter((one) => !plan.left.includes(one))) console.log(`Left: ${line}`)
    console.log('Erased. Run `journal verify`: the chain holds without it.')
    return true
  } finally {
    await close()
  }
}

/** Through the Appmedic that runs on the directory, or on the journal itself where none does. */
const openErasure = async ({
  data,
  keyFile,
  witnessFile,
}: EraseOptions): Promise<{ readonly erasure: Pick<Erasure, 'plan' | 'erase'>; close(): Promise<void> }> => {
  const appmedic = await callAppmedic(data)
  if (appmedic !== undefined) {
    return {
      erasure: {
        plan: (request) => appmedic.ask({ do: 'plan-erasure', ...request }),
        erase: (order) => appmedic.ask({ do: 'erase', ...order }),
      },
      close: async () => appmedic.close(),
    }
  }
  return openJournal({ dataDir: data, now: Date.now, keyFile, witnessFile })
}

const isEmpty = ({ entries, files, messages }: ErasurePlan): boolean =>
  entries.length === 0 && files.length === 0 && messages === 0

const linesOf = (plan: ErasurePlan): readonly string[] => [
  ...(isEmpty(plan) ? ['Nothing in the journal holds it.'] : ['To be erased:']),
  ...plan.entries.map(
    ({ seq, stream, version, type, fields }) => `  entry ${seq} (${stream} #${version}, ${type}): ${fields.join(', ')}`,
  ),
  ...plan.files.map(({ stream, fileName }) => `  file ${fileName} of ${stream}, whole`),
  ...(plan.messages === 0 ? [] : [`  ${plan.messages} messages of the web chat, rewritten`]),
  ...plan.obstacles.map((obstacle) => `In the way: ${obstacle}`),
  ...(isEmpty(plan) ? [] : unreachedLines(plan)),
  ...plan.left.map((line) => `Left: ${line}`),
]

const unreachedLines = ({ cards }: ErasurePlan): readonly string[] => {
  const places = new Set(cards.map(({ stream, place }) => `${stream} in ${writtenChannelOf(place)}`))
  return [
    ...[...places].map((place) => `Out of reach: messages that people wrote, and cards until they change: ${place}.`),
    'Out of reach: backups and copies from before today, and what the chat platform keeps. Remove it there.',
  ]
}

const isConfirmed = async ({ yes }: EraseOptions, input: Readable): Promise<boolean> => {
  if (yes === true) return true
  if (!isTerminal(input)) return false
  const terminal = createInterface({ input, output: process.stderr })
  try {
    const answer = await Promise.race([terminal.question('Erase it for ever? Type yes: '), once(terminal, 'close')])
    return answer === 'yes'
  } finally {
    terminal.close()
  }
}
