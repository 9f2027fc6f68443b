/**
 * Slack's limits, counted in code points. Most are documented with each block; those of a whole message and of a
 * rich text are not, and were set below what was seen to be refused.
 */
export const blockKitLimits = {
  blocksInMessage: 50,
  blocksInView: 100,
  charactersInMessage: 12_000,
  charactersInView: 30_000,
  fallbackText: 3_000,
  header: 150,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  contextElements: 10,
  contextText: 2_000,
  richText: 3_000,
  elementsInActions: 25,
  overflowOptions: 5,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  actionId: 255,
  options: 100,
  optionText: 75,
  optionValue: 150,
  label: 2_000,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  alt: 2_000,
  modalText: 24,
  privateMetadata: 3_000,
} as const

/** What fits on a screen or two: a card that is longer keeps its folded parts behind buttons, as they were. */
export const unfoldedCardLimits = { blocks: 25, characters: 2_500 } as const

/** What buttons and options may take of a message together, so that they never push one another out. */
export const messageShares = { buttons: 5_000, options: 4_000, mostOptions: 400 } as const

export const codePointLength = (text: string): number => {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** At most `longest` code points; what is cut ends in `…`. */
export const truncateText = (text: string, longest: number): string => {
  if (text.length <= longest) return text
  const points = Array.from(text)
  if (points.length <= longest) return text
  return `${points
    .slice(0, Math.max(0, longest - 1))
    .join('')
    .trimEnd()}…`
}
