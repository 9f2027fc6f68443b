/** Numbers from 0 up to the given one, the same after the same seed (mulberry32): a figure measured once can be measured again. */
export type RandomSource = (below: number) => number

export function createRandomSource(seed: number): RandomSource {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

export function pickOf<T>(random: RandomSource, choices: readonly [T, ...T[]]): T {
  return choices[random(choices.length)] ?? choices[0]
}

export const alphabets = {
  digits: '0123456789',
  hex: '0123456789abcdef',
  letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  upperhex: '0123456789ABCDEF',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  lowernum: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  base64chars: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  symbols: 'abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)',
} as const

export type AlphabetName = keyof typeof alphabets

export function drawFrom(random: RandomSource, alphabet: AlphabetName, length: number): string {
  const letters = alphabets[alphabet]
  return Array.from({ length }, () => letters[random(letters.length)]).join('')
}

export function drawBytes(random: RandomSource, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random(256)))
}

export function drawGuid(random: RandomSource): string {
  return [8, 4, 4, 4, 12].map((length) => drawFrom(random, 'hex', length)).join('-')
}
