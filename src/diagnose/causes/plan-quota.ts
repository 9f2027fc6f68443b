import { phrase } from '../../incident/phrase.ts'
import { sizeWithoutQuota } from '../larger.ts'
import { need } from '../needs.ts'
import { detectorSays } from '../signs/others-word.ts'
import { requestsGone } from '../signs/requests.ts'
import { overQuota, quotaReached, quotasFine, refusedAtDoor, stopped } from '../signs/state.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * A quota of the tier is used up (CPU minutes, memory or outbound data of Free and Shared; file space of any), so Azure
 * stops the app until it resets. Needs Azure's own word: the app's state or usage, or the quota itself; the 403 that
 * everybody gets confirms it. Quotas with room, or an app that somebody stopped, speak against it. Thresholds are
 * Azure's limits. Step: the smallest size without such a quota, for who can't wait until it resets by itself.
 */
export const planQuota: Cause = {
  id: 'plan-quota',
  weigh: weighing({
    needs: [need(either(overQuota, quotaReached), 'evidence.lacks.quota')],
    signs: [
      [overQuota, 0.7],
      [quotaReached, 0.6],
      [refusedAtDoor, 0.25],
      [requestsGone, 0.15],
      [detectorSays('quota'), 0.15],
    ],
    against: [
      [quotasFine, 0.8],
      [stopped, 0.5],
    ],
  }),
  steps: (seen) => {
    const larger = sizeWithoutQuota(seen)
    if (larger === undefined) return []
    const why = phrase('cause.plan-quota.step.scale-up', larger)
    return [{ step: 'scale-up', args: { sku: larger.sku }, why }]
  },
}
