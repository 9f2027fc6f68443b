import { matches } from '../glob.ts'
import type { Budget } from '../policy.ts'
import type { AtTheGate, Gate, No } from './types.ts'

/** What steps that still stand have added to the bill, and what this one would add. */
export const budget: Gate = {
  id: 'budget',
  opensInEmergency: true,
  check: (at) => {
    const budgets = (at.policy.budgets ?? []).filter(({ apps }) => matches(apps, at.app.name))
    return budgets.map((one) => over(one, at)).find((no) => no !== undefined)
  },
}

const over = (budget: Budget, { asked: { cost }, circumstances: { past = [] } }: AtTheGate): No | undefined => {
  if (cost === undefined) return undefined
  if (!cost.known) return { no: 'cost-unknown', args: { name: budget.name } }
  // What costs nothing more, or less, fits every budget.
  if (cost.perHour <= 0) return undefined
  if (cost.currency !== budget.currency) return { no: 'cost-unknown', args: { name: budget.name } }
  const spent = past
    .filter(({ stands, currency }) => stands && currency === budget.currency)
    .reduce((sum, { perHour = 0 }) => sum + perHour, 0)
  const left = Math.max(0, budget.perHour - spent)
  if (cost.perHour <= left) return undefined
  return { no: 'over-budget', args: { name: budget.name, left: rounded(left), currency: budget.currency } }
}

const rounded = (amount: number): number => Math.round(amount * 100) / 100
