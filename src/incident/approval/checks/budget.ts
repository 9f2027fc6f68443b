import type { Denial } from '../../refusal.ts'
import { matchesAnyGlob } from '../glob.ts'
import type { CostBudget } from '../policy.ts'
import type { PolicyCheck, PolicyCheckInput } from './types.ts'

/** What steps that still stand have added to the bill, and what this one would add. */
export const budgetCheck: PolicyCheck = {
  id: 'budget',
  opensInEmergency: true,
  opensForUndo: false,
  check: (at) => {
    const budgets = (at.policy.budgets ?? []).filter(({ apps }) => matchesAnyGlob(apps, at.app.name))
    return budgets.map((one) => budgetDenial(one, at)).find((denial) => denial !== undefined)
  },
}

const budgetDenial = (
  budget: CostBudget,
  { asked: { cost }, context: { past = [] } }: PolicyCheckInput,
): Denial | undefined => {
  if (cost === undefined) return undefined
  if (!cost.known) return { reason: 'cost-unknown', args: { name: budget.name } }
  // What costs nothing more, or less, fits every budget.
  if (cost.perHour <= 0) return undefined
  if (cost.currency !== budget.currency) return { reason: 'cost-unknown', args: { name: budget.name } }
  const spent = past
    .filter(({ stands, currency }) => stands && currency === budget.currency)
    .reduce((sum, { perHour = 0 }) => sum + perHour, 0)
  const left = Math.max(0, budget.perHour - spent)
  if (cost.perHour <= left) return undefined
  return { reason: 'over-budget', args: { name: budget.name, left: roundToCents(left), currency: budget.currency } }
}

const roundToCents = (amount: number): number => Math.round(amount * 100) / 100
