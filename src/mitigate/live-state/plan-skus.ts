import { z } from 'zod'
import { type PlanId, resourceLabelOf } from '../../azure/arm-id.ts'
import { listResources, readResource } from '../../azure/arm-reader.ts'
import { emptyAnswerError } from '../../azure/errors.ts'
import type { ReadingAzure } from '../../azure/types.ts'

/** A size that Azure says this plan can have. */
export interface PlanSku {
  /** `P1v3` */
  readonly name: string
  /** `PremiumV3` */
  readonly tier: string
  /** Workers that a plan of this size can have; absent where Azure does not say. */
  readonly mostWorkers?: number
}

const text = z.string().nullish()
const entry = z.object({
  name: text,
  tier: text,
  sku: z.object({ name: text, tier: text }).nullish(),
  capacity: z.object({ maximum: z.number().nullish() }).nullish(),
})

/** Azure answers a page of `value`; Microsoft's description still promises one object with `skus`. */
const firstPage = z.union([
  z.object({ value: z.array(entry), nextLink: text }),
  z.object({ skus: z.array(entry) }).transform(({ skus }) => ({ value: skus, nextLink: undefined })),
])

/** The sizes that the plan can really reach, in Azure's order. Throws `AzureError`, also where there are none. */
export const readPlanSkus = async (azure: ReadingAzure, { id }: PlanId): Promise<readonly PlanSku[]> => {
  const path = `${id}/skus`
  const { value, nextLink } = await readResource(azure, { path }, firstPage)
  const others = nextLink ? (await listResources(azure, { path: nextLink }, entry)).items : []
  const skus = [...value, ...others].flatMap(toPlanSku)
  if (skus.length === 0) throw emptyAnswerError(resourceLabelOf(path))
  return skus
}

const toPlanSku = (one: z.infer<typeof entry>): readonly PlanSku[] => {
  const name = one.sku?.name ?? one.name
  const tier = one.sku?.tier ?? one.tier
  const most = one.capacity?.maximum
  if (!name || !tier) return []
  // Azure says 0 for sizes whose workers are shared with others: an app of one worker fits them.
  return [{ name, tier, ...(most == null ? {} : { mostWorkers: Math.max(1, most) }) }]
}

/** False where Azure says that the size can't have so many workers. */
export const holdsWorkers = ({ mostWorkers = Number.POSITIVE_INFINITY }: PlanSku, workers: number): boolean =>
  workers <= mostWorkers

export const findSku = (skus: readonly PlanSku[], name: string): PlanSku | undefined =>
  skus.find((sku) => sku.name.toLowerCase() === name.toLowerCase())

/** From small to large; those of one row are as large. */
const tierRows: readonly (readonly string[])[] = [
  ['free', 'linuxfree'],
  ['shared'],
  ['basic'],
  ['standard'],
  ['premium'],
  ['premiumv2'],
  ['premium0v3'],
  ['premiumv3'],
  ['premiummv3'],
  ['premium0v4'],
  ['premiumv4'],
  ['premiummv4'],
]

/**
 * Below 0 where the first is the smaller: by tier, then by the number in the name. Tiers that are on no common scale
 * (Isolated, Dynamic, Compute, …) compare only within themselves: 0 where neither is the larger.
 */
export const compareSkus = (a: PlanSku, b: PlanSku): number => {
  if (isSameTier(a, b)) return digit(a) - digit(b)
  return rank(a) < 0 || rank(b) < 0 ? 0 : rank(a) - rank(b) || digit(a) - digit(b)
}

const isSameTier = (a: PlanSku, b: PlanSku): boolean => a.tier.toLowerCase() === b.tier.toLowerCase()

const rank = ({ tier }: PlanSku): number => tierRows.findIndex((row) => row.includes(tier.toLowerCase()))

const digit = ({ name }: PlanSku): number => Number(/\d/.exec(name)?.[0] ?? 0)
