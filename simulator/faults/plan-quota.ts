import { idleCores } from '../physics/cpu-quota-limits.ts'
import { dayInMs, hourInMs, minuteInMs } from '../physics/simulated-time.ts'
import type { Fault, FaultContext } from './types.ts'

const crawlInMinutes = 100

export const planQuotaFault: Fault = {
  id: 'plan-quota',
  title: 'Quota used up',
  cause:
    'A crawler went through the app until the 60 minutes of CPU that the Free plan has for a day were used up. Azure ' +
    'holds the app until the quota begins anew; only a plan without a quota helps sooner.',
  app: 'fabrikam-hobby',
  right: ['scale-up'],
  useless: ['soft-restart', 'restart', 'restart-instance'],
  harmful: [],
  outcome: 'recovered',
  reach: 'app',
  usesUpDailyQuota: true,
  /** The crawler comes well before it has used up what there is. */
  unfeltForInMs: crawlInMinutes * minuteInMs,
  // With the new day Azure lets the app go, and the crawler is gone by then.
  truthAt: ({ at, onset, quotaDayFrom }) => ({
    causes: ['plan-quota'],
    outcome: 'recovered',
    ...(at >= quotaDayOf(onset, quotaDayFrom) + dayInMs && { over: true }),
  }),
  effects: (context) => (context.now < context.onset + crawlEndsAfterInMs ? { surge: crawl(context) } : {}),
}

const crawlEndsAfterInMs = 3 * hourInMs

/** When the quota's day began that this time falls in. */
function quotaDayOf(at: number, quotaDayFrom: number): number {
  return quotaDayFrom + Math.floor((at - quotaDayFrom) / dayInMs) * dayInMs
}

/** As much as uses up the rest of the day's CPU in the time of the crawl; on a plan without a quota, as much as elsewhere. */
function crawl({ app, onset, quotaDayFrom, cpuSecondsADay }: FaultContext): number {
  const perSecond = (app.requestsPerSecond * app.cpuInMs) / 1000
  const dayFrom = quotaDayOf(onset, quotaDayFrom)
  const usedBefore = ((perSecond + idleCores) * (onset - dayFrom)) / 1000
  const left = Number.isFinite(cpuSecondsADay) ? cpuSecondsADay - usedBefore : 60 * 60
  return (left / (crawlInMinutes * 60) - idleCores) / perSecond
}
