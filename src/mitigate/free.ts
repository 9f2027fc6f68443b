import type { Cost } from '../incident/plan.ts'

/** App Service bills a plan by its instances, and their number stays. No price is looked up, so no date and no currency. */
export const nothingMore: Cost = {
  known: true,
  perHour: 0,
  currency: 'XXX',
  source: 'App Service bills plans by their instances',
  asOf: '',
}
