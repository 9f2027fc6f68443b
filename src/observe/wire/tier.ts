import { z } from 'zod'
import type { ReadingAzure } from '../../azure/types.ts'
import { read, webApi } from './read.ts'
import { text } from './shapes.ts'

const plan = z.object({ sku: z.object({ tier: text }) })

/** The plan's tier as Azure calls it (`Free`, `PremiumV3`); `undefined` where it does not say. */
export async function tierOf(azure: ReadingAzure, planId: string, signal: AbortSignal): Promise<string | undefined> {
  const { sku } = await read(azure, { path: planId, query: { 'api-version': webApi }, signal }, plan)
  return sku.tier ?? undefined
}

/** Apps of many customers share these workers: they are not the plan's, and no metric of the plan counts them. */
export const isShared = (tier: string | undefined): boolean => /^(free|shared)$/i.test(tier ?? '')

/** Deployment slots begin at Standard. */
export const hasNoSlots = (tier: string | undefined): boolean => /^(free|shared|basic)$/i.test(tier ?? '')
