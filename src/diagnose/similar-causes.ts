import { causes } from './causes/index.ts'

/** What a cause says that it is taken for; nothing of one in an old journal that is no longer considered. */
export const similarCausesOf = (id: string): readonly string[] =>
  causes.find((cause) => cause.id === id)?.resembles ?? []
