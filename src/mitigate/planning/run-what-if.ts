import { rolesGranting } from '../../azure/roles.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant } from '../../incident/finding.ts'
import type { MitigationPlan, StepArgs, WhatIfResult } from '../../incident/mitigation-plan.ts'
import type { MitigationStep } from '../types.ts'
import { actionsNeededBy, findMissingPermission } from './missing-permission.ts'
import { readRecentChanges } from './read-recent-changes.ts'

export interface WhatIfRequest {
  readonly app: AppRef
  readonly args: StepArgs
  readonly now: Instant
}

/**
 * A step's what-if with what is the same for all: how risky it is, whether our identity may do it at all, and who
 * else changed the resource in the last hour. Throws `AzureError`.
 */
export const runWhatIf = async (
  azure: ReadingAzure,
  step: MitigationStep,
  { app, args, now }: WhatIfRequest,
): Promise<WhatIfResult> => {
  const planned = await step.plan(azure, app, args, now)
  if ('impossible' in planned) return planned
  const { plan } = planned
  const [missing, recent] = await Promise.all([
    findMissingPermission(azure, actionsNeededBy(step, plan, app), plan.resource),
    readRecentChanges(azure, [plan.resource, app.id, app.planId], now),
  ])
  if (missing !== undefined) {
    const { action, scope } = missing
    const args = { action, scope, role: rolesGranting(action).join(', ') }
    return { impossible: messageOf('step.impossible.not-permitted', args) }
  }
  const kind = step.kind === 'change' ? {} : { kind: step.kind }
  const whole: MitigationPlan = { ...plan, risk: step.risk, ...kind }
  return { plan: recent.length === 0 ? whole : { ...whole, recent } }
}
