import { type Document, isMap, isScalar } from 'yaml'

/** What a file is made of, whatever it says: by this one that was cut off is told from the whole one before it. */
export interface PolicyOutline {
  /** Keys at the top, as they stand in the file. */
  readonly sections: readonly string[]
  /** Whether the file says itself where it ends. */
  readonly hasEndMark: boolean
}

/** As the last line it says that the file is whole. */
export const endMark = '# end of policy'

export const outlineOf = (text: string, { contents }: Document): PolicyOutline => ({
  sections: isMap(contents) ? contents.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [],
  hasEndMark: linesOf(text).findLast((line) => line !== '') === endMark,
})

/** From 1: where the end is marked although the file goes on; `undefined` where it does not. */
export const lineOfEarlyEndMark = (text: string): number | undefined => {
  const lines = linesOf(text)
  const at = lines.indexOf(endMark)
  return at >= 0 && lines.slice(at + 1).some((line) => line !== '') ? at + 1 : undefined
}

const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim())

/** What the file had before and has no more, in words; nothing where it is as whole as it was. */
export const findLosses = (before: PolicyOutline, now: PolicyOutline): readonly string[] => [
  ...before.sections.filter((section) => !now.sections.includes(section)).map(lostSection),
  ...(before.hasEndMark && !now.hasEndMark
    ? [`its last line is not "${endMark}" any more: write it below the rest`]
    : []),
]

const lostSection = (section: string): string =>
  `"${section}" is gone: put it back, or start anew where it was left out on purpose`
