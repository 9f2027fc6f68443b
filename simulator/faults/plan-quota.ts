import { idleCores } from '../physics/cpu-quota-limits.ts'
import { hourInMs, minuteInMs } from '../physics/simulated-time.ts'
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
  /** The crawler comes well before it has used up what there is. */
  unfeltForInMs: crawlInMinutes * minuteInMs,
  effects: (context) => (context.now < context.onset + crawlEndsAfterInMs ? { surge: crawl(context) } : {}),
}

const crawlEndsAfterInMs = 3 * hourInMs

/** As much as uses up the rest of the day's CPU in the time of the crawl; on a plan without a quota, as much as elsewhere. */
function crawl({ app, onset, quotaDayFrom, cpuSecondsADay }: FaultContext): number {
  const perSecond = (app.requestsPerSecond * app.cpuInMs) / 1000
  const usedBefore = ((perSecond + idleCores) * (onset - quotaDayFrom)) / 1000
  const left = Number.isFinite(cpuSecondsADay) ? cpuSecondsADay - usedBefore : 60 * 60
  return (left / (crawlInMinutes * 60) - idleCores) / perSecond
}
