import { spokenTerms } from '../text/spoken-terms.ts'
import { causes } from './causes/index.ts'
import type { Cause, CauseOrigin } from './types.ts'

/** The causes that a text may mean: "is it memory?" can mean several. Each says of itself what people call it. */
export const spokenCausesIn = (text: string): readonly string[] => spokenTerms(text, causes).map(({ id }) => id)

/** What a cause says of itself; unknown of one in an old journal that is no longer considered. */
export const causeTraitsOf = (id: string): Omit<Cause, 'assess' | 'steps' | 'argueAgainst'> | undefined =>
  causes.find((cause) => cause.id === id)

/** Whose doing it is. */
export const originOf = (id: string): CauseOrigin | undefined => causeTraitsOf(id)?.origin
