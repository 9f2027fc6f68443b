import { z } from 'zod'
import { nullableFlag, nullableNumber, nullableText, optionalInstant } from '../../azure/answer-fields.ts'

/** An app or slot as lists of them show it. */
export const listedSiteShape = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    state: nullableText,
    enabled: nullableFlag,
    usageState: nullableText,
    numberOfWorkers: nullableNumber,
    slotSwapStatus: z
      .object({ timestampUtc: optionalInstant, sourceSlotName: nullableText, destinationSlotName: nullableText })
      .nullish(),
  }),
})
export type ListedSite = z.infer<typeof listedSiteShape>

export const equalsIgnoringCase = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

export const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1
