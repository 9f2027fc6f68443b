/** How long a text is to be. */
export interface AskedLength {
  readonly count: number
  readonly of: 'sentences' | 'lines'
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six']
const dutchNumbers = ['een', 'twee', 'drie', 'vier', 'vijf', 'zes']
const most = 10

/** "in one sentence", "3 zinnen", "two short lines"; `undefined` where nobody said so. */
export const askedLength = (text: string): AskedLength | undefined => {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const [, count = '', noun = ''] =
    /\b(\d{1,2}|a single|single|a|an|one|two|three|four|five|six|een|een enkele|twee|drie|vier|vijf|zes)[ -](?:(?:short|plain|simple|korte|enkele|simpele|heldere|clear) )?(sentences?|lines?|zinnen|zin|zinnetjes?|regels?|regeltjes?|oneliner)\b/.exec(
      plain,
    ) ?? []
  if (noun === '') return undefined
  const word = Math.max(numbers.indexOf(count), dutchNumbers.indexOf(count)) + 1
  const value = /^\d/.test(count) ? Number(count) : Math.max(1, word)
  return value < 1 || value > most
    ? undefined
    : { count: value, of: /^(?:line|regel)/.test(noun) ? 'lines' : 'sentences' }
}

/** Every sentence by itself. */
const sentencesOf = (parts: readonly string[]): readonly string[] =>
  parts.flatMap((part) => part.split(/(?<=[.!?]) (?=[\p{Lu}“])/u))

/** Exactly so many: the first ones say most, so the others go; of one sentence the cause is a half. */
export const cutTo = ({ count, of }: AskedLength, parts: readonly string[]): readonly string[] => {
  const sentences = sentencesOf(parts)
  const [first = '', second] = sentences
  if (of === 'sentences')
    return count === 1 && second !== undefined ? [joined(first, second)] : sentences.slice(0, count)
  const shown = sentences.slice(0, 2 * count)
  const extra = Math.max(0, shown.length - count)
  // The last lines take two sentences each.
  const lines: string[] = []
  for (let at = 0; at < shown.length; ) {
    const takes = lines.length >= count - extra ? 2 : 1
    lines.push(shown.slice(at, at + takes).join(' '))
    at += takes
  }
  return lines
}

const joined = (first: string, second: string): string =>
  `${first.replace(/[.]$/, '')}; ${second.startsWith('Azure') ? second : second.slice(0, 1).toLowerCase() + second.slice(1)}`
