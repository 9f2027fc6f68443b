import { z } from 'zod'
import { nullableText } from '../../azure/answer-fields.ts'
import { readResource } from '../../azure/arm-reader.ts'
import { sharedForMinute } from '../../azure/shared-answers.ts'
import type { ReadingAzure } from '../../azure/types.ts'

const plan = z.object({ sku: z.object({ tier: nullableText }) })

/** The plan's tier as Azure calls it (`Free`, `PremiumV3`); `undefined` where it does not say. */
export async function readPlanTier(
  azure: ReadingAzure,
  planId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { sku } = await readResource(azure, { path: planId, signal, sharing: sharedForMinute }, plan)
  return sku.tier ?? undefined
}

/** Apps of many customers share these workers: they are not the plan's, and no metric of the plan counts them. */
export const isSharedTier = (tier: string | undefined): boolean => /^(free|shared)$/i.test(tier ?? '')

/** Deployment slots begin at Standard. */
export const isTierWithoutSlots = (tier: string | undefined): boolean => /^(free|shared|basic)$/i.test(tier ?? '')
