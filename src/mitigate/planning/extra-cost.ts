import type { HourlyPrice, ReadingAzure } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { HourlyCost } from '../../incident/mitigation-plan.ts'

/** So many instances of a size. */
export interface PlanCapacity {
  readonly sku: string
  readonly workers: number
}

/** App Service bills a plan by its instances, and their number stays. No price is looked up, so no date and no currency. */
export const noExtraCost: HourlyCost = {
  known: true,
  perHour: 0,
  currency: 'XXX',
  source: 'App Service bills plans by their instances',
  asOf: '',
}

export interface SizeChange {
  readonly region: string
  readonly os: 'windows' | 'linux'
  readonly before: PlanCapacity
  readonly after: PlanCapacity
}

/** A what-if must not wait for a price list; real time, as for every look. */
const priceTimeoutInMs = 2_000

/** What it costs more or less an hour. An unknown or late price is said to be unknown, never guessed. */
export const readExtraCost = async (azure: ReadingAzure, resized: SizeChange): Promise<HourlyCost> => {
  const { before, after } = resized
  const signal = azure.deadline(priceTimeoutInMs)
  const priced = ({ sku }: PlanCapacity) =>
    inTime(azure.price({ region: resized.region, os: resized.os, sku }, signal), signal)
  const [was, becomes] = await Promise.all([priced(before), priced(after)])
  if (was === undefined || becomes === undefined) return unknown(before, after)
  if (was.currency !== becomes.currency) return unknown(before, after)
  const perHour = rounded(becomes.perHour * after.workers - was.perHour * before.workers)
  return { known: true, perHour, currency: becomes.currency, source: becomes.source, asOf: becomes.asOf }
}

/** Whatever the price list does with the signal. */
const inTime = (price: Promise<HourlyPrice | undefined>, signal: AbortSignal): Promise<HourlyPrice | undefined> =>
  Promise.race([
    price.catch(() => undefined),
    new Promise<undefined>((late) => signal.addEventListener('abort', () => late(undefined), { once: true })),
  ])

const unknown = (before: PlanCapacity, after: PlanCapacity): HourlyCost => ({
  known: false,
  why: messageOf('step.cost.unknown', {
    ...{ before: before.workers, skuBefore: before.sku, after: after.workers, skuAfter: after.sku },
  }),
})

/** Prices have at most six decimals; sums of them should not have seventeen. */
const rounded = (amount: number): number => Math.round(amount * 1e6) / 1e6
