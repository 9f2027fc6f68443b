import { redactText } from '../../redaction/redact-text.ts'

export interface LastLines {
  /** Whole lines, without secrets. */
  readonly text: string
  readonly leftOutInBytes: number
}

/** Longer than any secret that runs over several lines: one that begins before it lies in what is dropped. */
const marginInBytes = 65_536

/** The last lines of a text of any length, never more of it in memory than is kept and a margin. */
export async function readLastLines(body: AsyncIterable<Uint8Array>, limitInBytes: number): Promise<LastLines> {
  const kept: Uint8Array[] = []
  let [size, total] = [0, 0]
  for await (const chunk of body) {
    kept.push(chunk)
    size += chunk.byteLength
    total += chunk.byteLength
    for (
      let first = kept[0];
      first !== undefined && size - first.byteLength >= limitInBytes + marginInBytes;
      first = kept[0]
    ) {
      kept.shift()
      size -= first.byteLength
    }
  }
  if (total <= limitInBytes) return { text: redactText(Buffer.concat(kept).toString('utf8')), leftOutInBytes: 0 }
  // Redacted with what stands before it: a secret cut in half is no longer known for one.
  const text = redactText(Buffer.concat(kept).toString('utf8'))
  const tail = text.slice(-limitInBytes)
  return { text: tail.slice(tail.indexOf('\n') + 1), leftOutInBytes: total - Math.min(total, limitInBytes) }
}

/** Said where lines are missing, and nothing otherwise. */
export const leftOutLine = ({ leftOutInBytes }: LastLines): readonly string[] =>
  leftOutInBytes === 0 ? [] : [`(the first ${leftOutInBytes} bytes are left out)`]
