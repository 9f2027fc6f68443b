import { redact } from '../observe/redact.ts'

export interface Last {
  /** Whole lines, without secrets. */
  readonly text: string
  readonly leftOutInBytes: number
}

/** Longer than any secret that runs over several lines: one that begins before it lies in what is dropped. */
const marginInBytes = 65_536

/** The last lines of a text of any length, never more of it in memory than is kept and a margin. */
export async function lastOf(body: AsyncIterable<Uint8Array>, limitInBytes: number): Promise<Last> {
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
  if (total <= limitInBytes) return { text: redact(Buffer.concat(kept).toString('utf8')), leftOutInBytes: 0 }
  // Redacted with what stands before it: a secret cut in half is no longer known for one.
  const text = redact(Buffer.concat(kept).toString('utf8'))
  const tail = text.slice(-limitInBytes)
  return { text: tail.slice(tail.indexOf('\n') + 1), leftOutInBytes: total - Math.min(total, limitInBytes) }
}

/** Said where lines are missing, and nothing otherwise. */
export const leftOutLine = ({ leftOutInBytes }: Last): readonly string[] =>
  leftOutInBytes === 0 ? [] : [`(the first ${leftOutInBytes} bytes are left out)`]
