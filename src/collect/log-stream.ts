import type { Kudu } from '../azure/types.ts'
import { redact } from '../observe/redact.ts'
import { within } from '../observe/wire/before.ts'
import { textFile } from './file.ts'
import { publish } from './publish.ts'
import type { Collector } from './types.ts'

const minuteInMs = 60_000
const limitInBytes = 300_000

/** What the app logs while one listens, for a minute: by its own stamps where it has them, by our clock otherwise. */
export const logStream: Collector = {
  id: 'log-stream',
  deadlineInMs: 90_000,
  needs: [publish],
  lostByRestart: false,
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const { text, ended } = await within(signal, azure.deadline(minuteInMs), (soon) => listen(kudu, soon, signal))
    const whole = redact(text)
    // The last line may be half a line, and half a secret.
    const lines = ended === 'closed' ? whole : whole.slice(0, whole.lastIndexOf('\n') + 1)
    return textFile('log-stream.txt', [app.id, '', lines, `(${endings[ended]})`])
  },
}

const endings = {
  minute: 'stopped listening after one minute',
  full: `stopped listening after ${limitInBytes} bytes`,
  closed: 'Kudu closed the stream',
  broken: 'the stream broke off here',
} as const

interface Heard {
  readonly text: string
  readonly ended: keyof typeof endings
}

async function listen(kudu: Kudu, soon: AbortSignal, signal: AbortSignal): Promise<Heard> {
  const heard: Uint8Array[] = []
  const stamps = stampsOf()
  let size = 0
  const ending = (ended: Heard['ended']): Heard => ({ text: Buffer.concat(heard).toString('utf8'), ended })
  try {
    const { body } = await kudu.download('/api/logstream', { signal: soon })
    for await (const chunk of body) {
      heard.push(chunk)
      size += chunk.byteLength
      if (size >= limitInBytes) return ending('full')
      if (stamps.span(chunk) >= minuteInMs) return ending('minute')
    }
    return ending('closed')
  } catch (error) {
    if (signal.aborted || (heard.length === 0 && !soon.aborted)) throw error
    return ending(soon.aborted ? 'minute' : 'broken')
  }
}

/** How far apart the first and the latest stamp are: in practice time may run faster than here. */
const stampsOf = () => {
  let first: number | undefined
  let last = 0
  return {
    span: (chunk: Uint8Array): number => {
      for (const [stamp] of Buffer.from(chunk)
        .toString('latin1')
        .matchAll(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/gm)) {
        const at = Date.parse(`${stamp.replace(' ', 'T')}Z`)
        first ??= at
        last = Math.max(last, at)
      }
      return first === undefined ? 0 : last - first
    },
  }
}
