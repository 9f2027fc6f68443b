/** As much of ASN.1's distinguished encoding (X.690) as a certificate needs. */

function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content])
}

function lengthOf({ length }: Buffer): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

export const encodeSequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts)
export const encodeSet = (...parts: readonly Buffer[]): Buffer => element(0x31, ...parts)
export const encodeOctetString = (bytes: Buffer): Buffer => element(0x04, bytes)
export const encodeUtf8String = (words: string): Buffer => element(0x0c, Buffer.from(words))
export const encodedTrue: Buffer = element(0x01, Buffer.from([0xff]))

/** Whole bytes only. */
export const encodeBitString = (bytes: Buffer): Buffer => element(0x03, Buffer.from([0]), bytes)

/** Not negative; the first byte must be below 128 and not 0 before another. */
export const encodeInteger = (bytes: Buffer): Buffer => element(0x02, bytes)

/** Of the context; `isConstructed` where it holds another element. */
export const encodeTagged = (tag: number, content: Buffer, isConstructed = true): Buffer =>
  element((isConstructed ? 0xa0 : 0x80) | tag, content)

/** `at` in epoch milliseconds, until 2049. */
export function encodeUtcTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)
  return element(0x17, Buffer.from(`${digits}Z`))
}

export function encodeObjectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

/** Seven bits a byte, the highest bit set on all but the last. */
function base128(value: number): number[] {
  const low = value & 0x7f
  const before: number[] = []
  for (let left = value >>> 7; left > 0; left >>>= 7) before.unshift((left & 0x7f) | 0x80)
  return [...before, low]
}
