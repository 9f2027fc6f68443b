import { z } from 'zod'
import { count, flag, maybeInstant, text } from './shapes.ts'

/** An app or slot as lists of them show it. */
export const siteShape = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    state: text,
    enabled: flag,
    usageState: text,
    numberOfWorkers: count,
    slotSwapStatus: z.object({ timestampUtc: maybeInstant, sourceSlotName: text, destinationSlotName: text }).nullish(),
  }),
})
export type Site = z.infer<typeof siteShape>

/** ARM id of the app that a slot belongs to; the app's own id where it is none. */
export const productionOf = (id: string): string => id.replace(/\/slots\/[^/]+$/i, '')

export const slotOf = (id: string): string | undefined => /\/slots\/([^/]+)$/i.exec(id)?.[1]

/** `contoso-web`, or `contoso-web/staging` for a slot. */
export function labelOf(id: string): string {
  const app = productionOf(id).split('/').at(-1) ?? ''
  const slot = slotOf(id)
  return slot === undefined ? app : `${app}/${slot}`
}

export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

export const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1
