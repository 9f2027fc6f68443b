const nouns = '(?:instances?|instanties?|workers?|machines?|nodes?|servers?|box|boxes)'
const ordinals: readonly (readonly [string, number])[] = [
  ['first|1st|eerste|1e', 1],
  ['second|2nd|tweede|2e|other|andere', 2],
  ['third|3rd|derde|3e', 3],
  ['fourth|4th|vierde|4e', 4],
  ['fifth|5th|vijfde|5e', 5],
]
const numbered = new RegExp(`\\b${nouns} (?:nr\\.? ?|number |nummer |no\\.? ?|#)?(\\d{1,2})\\b(?! ?(?:min|h|u|%))`, 'i')

/** "Instance 2", "de derde worker": which one in the order in which they are listed, from one; `undefined` where none is. */
export const askedPlace = (text: string): number | undefined => {
  const number = numbered.exec(text)?.[1]
  if (number !== undefined) return Number(number)
  return ordinals.find(([words]) => new RegExp(`\\b(?:${words})(?: one)? ${nouns}\\b`, 'i').test(text))?.[1]
}

/** "And RD2EC31D39212D?", "en de tweede instantie?" */
export const namesInstance = (text: string): boolean =>
  askedPlace(text) !== undefined || /^\W*(?:RD|DW|LW|PL|WN)(?=[\w-]*\d)[\w-]{6,}\W*$/i.test(text.trim())
