import { rolesFor } from '../azure/roles.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import type { Instant } from '../incident/finding.ts'
import { phrase } from '../incident/phrase.ts'
import type { Plan, StepArgs } from '../incident/plan.ts'
import { missingFor, neededFor } from './permission.ts'
import { recentChanges } from './recent.ts'
import type { Planned, Step } from './types.ts'

export interface Wish {
  readonly app: AppRef
  readonly args: StepArgs
  readonly now: Instant
}

/**
 * A step's what-if with what is the same for all: how risky it is, whether our identity may do it at all, and who
 * else changed the resource in the last hour. Throws `AzureError`.
 */
export const whatIf = async (azure: ReadingAzure, step: Step, { app, args, now }: Wish): Promise<Planned> => {
  const planned = await step.plan(azure, app, args, now)
  if ('impossible' in planned) return planned
  const { plan } = planned
  const [missing, recent] = await Promise.all([
    missingFor(azure, neededFor(step, plan, app), plan.resource),
    recentChanges(azure, [plan.resource, app.id, app.planId], now),
  ])
  if (missing !== undefined) {
    const { action, scope } = missing
    const args = { action, scope, role: rolesFor(action).join(', ') }
    return { impossible: phrase('step.impossible.not-permitted', args) }
  }
  const whole: Plan = { ...plan, risk: step.risk }
  return { plan: recent.length === 0 ? whole : { ...whole, recent } }
}
