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

/** ARM id of the app that a slot belongs to; the app's own id where it is none. */
export const productionIdOf = (id: string): string => id.replace(/\/slots\/[^/]+$/i, '')

export const slotNameOf = (id: string): string | undefined => /\/slots\/([^/]+)$/i.exec(id)?.[1]

/** `contoso-web`, or `contoso-web/staging` for a slot. */
export function resourceLabelOf(id: string): string {
  const app = productionIdOf(id).split('/').at(-1) ?? ''
  const slot = slotNameOf(id)
  return slot === undefined ? app : `${app}/${slot}`
}

export const equalsIgnoringCase = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

export const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1
