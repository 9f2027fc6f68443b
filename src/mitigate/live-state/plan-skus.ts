import { z } from 'zod'
import type { PlanId } from '../../azure/arm-id.ts'
import { readResource } from '../../azure/arm-reader.ts'
import type { ReadingAzure } from '../../azure/types.ts'

/** A size that Azure says this plan can have. */
export interface PlanSku {
  /** `P1v3` */
  readonly name: string
  /** `PremiumV3` */
  readonly tier: string
}

const list = z.object({
  skus: z
    .array(
      z.object({
        name: z.string().nullish(),
        tier: z.string().nullish(),
        sku: z.object({ name: z.string().nullish(), tier: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
})

/** The sizes that the plan can really reach, in Azure's order. */
export const readPlanSkus = async (azure: ReadingAzure, { id }: PlanId): Promise<readonly PlanSku[]> => {
  const { skus } = await readResource(azure, { path: `${id}/skus` }, list)
  return (skus ?? []).flatMap((one) => {
    const name = one.sku?.name ?? one.name
    const tier = one.sku?.tier ?? one.tier
    return name && tier ? [{ name, tier }] : []
  })
}

export const findSku = (skus: readonly PlanSku[], name: string): PlanSku | undefined =>
  skus.find((sku) => sku.name.toLowerCase() === name.toLowerCase())

const tiers = [
  'free',
  'shared',
  'basic',
  'standard',
  'premium',
  'premiumv2',
  'premium0v3',
  'premiumv3',
  'premiummv3',
  'premium0v4',
  'premiumv4',
  'premiummv4',
]

/** Below 0 where the first is the smaller: by tier, then by the number in the name. Isolated sizes among themselves. */
export const compareSkus = (a: PlanSku, b: PlanSku): number => rank(a) - rank(b) || digit(a) - digit(b)

const rank = ({ tier }: PlanSku): number => tiers.indexOf(tier.toLowerCase())

const digit = ({ name }: PlanSku): number => Number(/\d/.exec(name)?.[0] ?? 0)
