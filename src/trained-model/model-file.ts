import { Buffer } from 'node:buffer'
import type { LinearModel } from '../understand/model/classifier.ts'
import type { UnderstandingModel } from '../understand/model/compile-examples.ts'

/** A model as bytes: for each part a line of JSON that says what it is, then its weights. */
export const encodeModel = ({ meanings, languages }: UnderstandingModel): Uint8Array =>
  Buffer.concat(
    [meanings, languages].flatMap(({ weights, biases, ...head }) => [
      Buffer.from(`${JSON.stringify({ ...head, biases: [...biases] })}\n`),
      Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
    ]),
  )

/** `undefined` for bytes that are not whole: half a file of a program that was ended while it wrote. */
export const decodeModel = (bytes: Buffer): UnderstandingModel | undefined => {
  const meanings = decodePart(bytes, 0)
  const languages = meanings === undefined ? undefined : decodePart(bytes, meanings.end)
  if (meanings === undefined || languages === undefined || languages.end !== bytes.length) return undefined
  return { meanings: meanings.part, languages: languages.part }
}

const decodePart = (bytes: Buffer, from: number): { readonly part: LinearModel; readonly end: number } | undefined => {
  const lineEnd = bytes.indexOf(10, from)
  if (lineEnd < 0) return undefined
  const { biases, ...head } = JSON.parse(bytes.toString('utf8', from, lineEnd)) as Omit<
    LinearModel,
    'weights' | 'biases'
  > & {
    readonly biases: readonly number[]
  }
  const end = lineEnd + 1 + head.buckets * head.classes.length
  if (end > bytes.length) return undefined
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + lineEnd + 1, end - lineEnd - 1)
  return { part: { ...head, weights, biases: Float64Array.from(biases) }, end }
}
