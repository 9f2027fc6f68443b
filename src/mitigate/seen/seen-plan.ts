import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import type { StepChoice } from '../types.ts'
import type { SeenApp } from './seen-app.ts'

/** The app's plan, as far as it was seen. */
export interface SeenPlan {
  readonly name: string
  /** `P1v3` */
  readonly sku?: string
  /** `PremiumV3` */
  readonly tier?: string
  readonly workers?: number
  readonly maximum?: number
  readonly isAutoscaled: boolean
  readonly scalesAutomatically: boolean
}

export const seenPlanOf = (seen: SeenApp): SeenPlan | undefined => {
  const [found] = stateFindingsOf(seen, 'plan')
  if (found === undefined) return undefined
  const { sku, tier, workers, maximumWorkers, autoscale, automaticScaling } = found.properties
  return {
    name: found.name,
    ...(typeof sku === 'string' ? { sku } : {}),
    ...(typeof tier === 'string' ? { tier } : {}),
    ...(typeof workers === 'number' ? { workers } : {}),
    ...(typeof maximumWorkers === 'number' ? { maximum: maximumWorkers } : {}),
    isAutoscaled: autoscale === true,
    scalesAutomatically: automaticScaling === true,
  }
}

/** Workers of these tiers can't be counted by hand. */
export const fixedTiers: ReadonlySet<string> = new Set([
  'free',
  'shared',
  'dynamic',
  'elasticpremium',
  'flexconsumption',
])

/** Why the workers of a plan can't be counted by hand. */
export const whyNotSeenScalable = (plan: SeenPlan | undefined): TranslatableMessage | undefined => {
  if (plan === undefined) return undefined
  const { name, tier = '' } = plan
  if (fixedTiers.has(tier.toLowerCase())) return messageOf('step.impossible.tier', { plan: name, tier })
  if (plan.scalesAutomatically) return messageOf('step.impossible.automatic-scaling', { plan: name })
  return plan.isAutoscaled ? messageOf('step.impossible.autoscale', { plan: name }) : undefined
}

/** As many as a list on a phone can hold. */
const mostCounts = 12

/** Whole numbers to choose from; none where there are none between. */
export const countsBetween = (from: number, to: number): readonly StepChoice[] =>
  Array.from({ length: Math.max(0, Math.min(mostCounts, to - from + 1)) }, (_, index) => ({
    value: String(from + index),
  }))
