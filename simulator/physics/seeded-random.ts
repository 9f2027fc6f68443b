/**
 * Randomness without state: a number is a pure function of the seed and of what it is for, so that the world comes
 * out the same whatever was read in between.
 */
export function seededFraction(seed: number, ...about: readonly (string | number)[]): number {
  return hash(seed, about) / 0x1_0000_0000
}

/** About normal, mean 0, deviation 1, never beyond ±3.5. */
export function seededNormal(seed: number, ...about: readonly (string | number)[]): number {
  const word = hash(seed, about)
  const sum = word + scrambleBits(word + 1) + scrambleBits(word + 2) + scrambleBits(word + 3)
  return (sum / 0x1_0000_0000 - 2) * Math.sqrt(3)
}

/** Rounds up or down so that the mean stays. */
export function seededRound(value: number, seed: number, ...about: readonly (string | number)[]): number {
  return Math.floor(value + seededFraction(seed, 'round', ...about))
}

export function seededHex(length: number, seed: number, ...about: readonly (string | number)[]): string {
  const words = Array.from({ length: Math.ceil(length / 8) }, (_, word) => hash(seed + word, about))
  return words
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('')
    .slice(0, length)
}

export function seededGuid(seed: number, ...about: readonly (string | number)[]): string {
  const hex = seededHex(32, seed, ...about)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** The same as `seededFraction` for many that differ in their last part only: the parts before are read once. */
export function seededFractions(seed: number, ...before: readonly (string | number)[]): (last: number) => number {
  const begun = Math.imul(before.reduce(hashPart, beginHash(seed)) ^ separatorCode, 0x01000193)
  return (last) => scrambleBits(hashText(begun, String(last))) / 0x1_0000_0000
}

/** A number to draw whole series from with `drawFraction`, where so many are wanted that texts would cost too much. */
export function seedOfSeries(seed: number, ...about: readonly (string | number)[]): number {
  return hash(seed, about)
}

/** From 0 to 1, for the index in a series. */
export function drawFraction(series: number, index: number): number {
  return scrambleBits((series + Math.imul(index, 0x9e3779b1)) >>> 0) / 0x1_0000_0000
}

/** About normal, mean 0, deviation 1, for the index in a series. */
export function drawNormal(series: number, index: number): number {
  const word = scrambleBits((series + Math.imul(index, 0x9e3779b1)) >>> 0)
  const sum = word + scrambleBits(word + 1) + scrambleBits(word + 2) + scrambleBits(word + 3)
  return (sum / 0x1_0000_0000 - 2) * Math.sqrt(3)
}

/** FNV-1a over the parts with bars between them, and a final avalanche: enough for noise, not for secrets. */
function hash(seed: number, about: readonly (string | number)[]): number {
  let value = beginHash(seed)
  for (let part = 0; part < about.length; part++) value = hashPart(value, about[part] as string | number, part)
  return scrambleBits(value)
}

function beginHash(seed: number): number {
  return (0x811c9dc5 ^ Math.imul(seed | 0, 0x9e3779b1)) >>> 0
}

function hashPart(value: number, part: string | number, index: number): number {
  const separated = index > 0 ? Math.imul(value ^ separatorCode, 0x01000193) : value
  return hashText(separated, typeof part === 'string' ? part : textOf(part))
}

function hashText(value: number, text: string): number {
  let hashed = value
  for (let at = 0; at < text.length; at++) hashed = Math.imul(hashed ^ text.charCodeAt(at), 0x01000193)
  return hashed
}

let lastNumber = Number.NaN
let lastText = ''

/** All of a tick is drawn for the same time: its digits are written once. */
function textOf(value: number): string {
  if (value < 1e6) return String(value)
  if (value !== lastNumber) {
    lastNumber = value
    lastText = String(value)
  }
  return lastText
}

const separatorCode = '|'.charCodeAt(0)

function scrambleBits(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
