import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { compareSkus, type PlanSku } from '../live-state/plan-skus.ts'
import type { StepChoice } from '../types.ts'
import { fixedTiers, type SeenPlan } from './seen-plan.ts'

export type SizeDirection = 'up' | 'down'

/** Microsoft's sizes of plans with machines of their own; which of them this plan can reach, only Azure says. */
const sizes: readonly PlanSku[] = [
  ...['B1', 'B2', 'B3'].map((name) => ({ name, tier: 'Basic' })),
  ...['S1', 'S2', 'S3'].map((name) => ({ name, tier: 'Standard' })),
  ...['P1v2', 'P2v2', 'P3v2'].map((name) => ({ name, tier: 'PremiumV2' })),
  { name: 'P0v3', tier: 'Premium0V3' },
  ...['P1v3', 'P2v3', 'P3v3'].map((name) => ({ name, tier: 'PremiumV3' })),
  ...['P1mv3', 'P2mv3', 'P3mv3', 'P4mv3', 'P5mv3'].map((name) => ({ name, tier: 'PremiumMV3' })),
  { name: 'P0v4', tier: 'Premium0V4' },
  ...['P1v4', 'P2v4', 'P3v4'].map((name) => ({ name, tier: 'PremiumV4' })),
]

const mostSizes = 8

/** Larger or smaller ones, the nearest first; `undefined` where the plan's own size is not known. */
export const sizesFrom = (plan: SeenPlan | undefined, direction: SizeDirection): readonly StepChoice[] | undefined => {
  const { sku, tier } = plan ?? {}
  if (sku === undefined || tier === undefined || !sizes.some(({ name }) => isSame(name, sku))) return undefined
  const sign = direction === 'up' ? 1 : -1
  return sizes
    .filter((size) => sign * compareSkus(size, { name: sku, tier }) > 0)
    .toSorted((a, b) => sign * compareSkus(a, b))
    .slice(0, mostSizes)
    .map(({ name }) => ({ value: name }))
}

/** Why a plan can't get another size: it has none of its own, or there is no further one. */
export const whyNotSeenResizable = (
  plan: SeenPlan | undefined,
  direction: SizeDirection,
): TranslatableMessage | undefined => {
  if (plan === undefined) return undefined
  const { name, sku = '', tier = '' } = plan
  const isBelowAll = direction === 'down' && fixedTiers.has(tier.toLowerCase())
  return isBelowAll || sizesFrom(plan, direction)?.length === 0
    ? messageOf(`step.impossible.no-size-${direction}`, { plan: name, sku })
    : undefined
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
