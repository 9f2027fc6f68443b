import type { HourlyCost } from '../../incident/mitigation-plan.ts'

/** App Service bills a plan by its instances, and their number stays. No price is looked up, so no date and no currency. */
export const noExtraCost: HourlyCost = {
  known: true,
  perHour: 0,
  currency: 'XXX',
  source: 'App Service bills plans by their instances',
  asOf: '',
}
