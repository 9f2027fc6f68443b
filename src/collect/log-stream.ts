import { publishAction } from '../azure/roles.ts'
import type { KuduClient } from '../azure/types.ts'
import { withAnySignal } from '../observe/running/race-abort.ts'
import { redactText } from '../redaction/redact-text.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const minuteInMs = 60_000
const limitInBytes = 300_000

/** What the app logs while one listens, for a minute: by its own stamps where it has them, by our clock otherwise. */
export const logStreamCollector: Collector = {
  id: 'log-stream',
  spokenAs: 'log stream*, logstream*, live log*, livelog*, stream* … log*, logstroom, log* streamen',
  deadlineInMs: 90_000,
  needs: [publishAction],
  lostByRestart: false,
  holds: 'own-text',
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const { text, ended } = await withAnySignal(signal, azure.deadline(minuteInMs), (soon) =>
      listen(kudu, soon, signal),
    )
    const whole = redactText(text)
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

interface StreamResult {
  readonly text: string
  readonly ended: keyof typeof endings
}

async function listen(kudu: KuduClient, soon: AbortSignal, signal: AbortSignal): Promise<StreamResult> {
  const received: Uint8Array[] = []
  const stamps = stampsOf()
  let size = 0
  const ending = (ended: StreamResult['ended']): StreamResult => ({
    text: Buffer.concat(received).toString('utf8'),
    ended,
  })
  try {
    const { body } = await kudu.download('/api/logstream', { signal: soon })
    for await (const chunk of body) {
      received.push(chunk)
      size += chunk.byteLength
      if (size >= limitInBytes) return ending('full')
      if (stamps.span(chunk) >= minuteInMs) return ending('minute')
    }
    return ending('closed')
  } catch (error) {
    if (signal.aborted || (received.length === 0 && !soon.aborted)) throw error
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
