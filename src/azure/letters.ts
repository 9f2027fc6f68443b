/**
 * Which letters a name has, as 32 bits (digits share six of them). One edit adds at most one bit and takes away at
 * most one, so names whose letters differ more can't be near: most of an estate is passed over in two instructions.
 */
export const lettersOf = (name: string): number => {
  let letters = 0
  for (let at = 0; at < name.length; at += 1) letters |= bitOf(name.charCodeAt(at))
  return letters >>> 0
}

export const mayBeNear = (a: number, b: number, most: number): boolean =>
  countBits(a & ~b) <= most && countBits(b & ~a) <= most

const bitOf = (code: number): number => {
  if (code >= 97 && code <= 122) return 1 << (code - 97)
  if (code >= 48 && code <= 57) return 1 << (26 + ((code - 48) % 6))
  return 0
}

const countBits = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
