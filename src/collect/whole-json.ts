import { AzureError } from '../azure/types.ts'
import { phrase } from '../incident/phrase.ts'

/** A stream as JSON; `undefined`, which no shape fits, for what is none. More than the limit is not read. */
export async function wholeJson(body: AsyncIterable<Uint8Array>, limitInBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > limitInBytes) throw tooMuch(limitInBytes)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}

const tooMuch = (limitInBytes: number): AzureError =>
  new AzureError('unavailable', `An answer of more than ${limitInBytes} bytes`, { phrase: phrase('azure.unexpected') })
