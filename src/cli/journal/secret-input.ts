import type { Readable } from 'node:stream'
import type { ReadStream } from 'node:tty'

/** The text to be erased: asked for without an echo at a terminal, or all that a pipe gives but its last line end. */
export const readSecretText = async (input: Readable, ask: (question: string) => void): Promise<string> =>
  isTerminal(input) ? readHidden(input, ask) : (await readAll(input)).replace(/\r?\n$/, '')

export const isTerminal = (input: Readable): input is ReadStream => 'isTTY' in input && input.isTTY === true

const readAll = async (input: Readable): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of input) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

const interrupt = '\u0003'
const backspaces: ReadonlySet<string> = new Set(['\u007f', '\b'])

const readHidden = async (terminal: ReadStream, ask: (question: string) => void): Promise<string> => {
  ask('What is to be erased (it is not shown): ')
  terminal.setRawMode(true)
  terminal.setEncoding('utf8')
  let text = ''
  try {
    for await (const typed of terminal.iterator({ destroyOnReturn: false })) {
      for (const key of String(typed)) {
        if (key === interrupt) throw new Error('Nothing was erased.')
        if (key === '\r' || key === '\n') return text
        text = backspaces.has(key) ? text.slice(0, -1) : text + key
      }
    }
    return text
  } finally {
    terminal.setRawMode(false)
    ask('\n')
  }
}
