import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import {
  appIsStopped,
  appOverQuota,
  noQuotaReached,
  quotaReached,
  syntheticRequestForbidden,
} from '../indicators/app-status.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { requestsDropped, visitorsAffected } from '../indicators/request-symptoms.ts'
import { skuWithoutQuota } from '../larger-sku.ts'
import type { Cause } from '../types.ts'

/**
 * A quota of the tier is used up (CPU minutes, memory or outbound data of Free and Shared), so Azure stops the app until
 * it resets. Needs Azure's own word: the app's state or usage, or the quota itself; the 403 that everybody gets confirms
 * it. Quotas with room, or an app that somebody stopped, speak against it; storage that is full stops nothing, and is
 * another cause. Thresholds are Azure's limits. Step: the smallest size without such a quota, for who can't wait until
 * it resets by itself.
 */
export const planQuotaCause: Cause = {
  id: 'plan-quota',
  resembles: ['app-stopped', 'disk-full'],
  spokenAs: 'quota*, quotum*, free tier, daily limit*, limit, limiet',
  origin: 'app',
  inPlainWords: 'capacity',
  remedies: { lasting: ['scale-up'], relief: ['waiting'] },
  docs: 'https://learn.microsoft.com/azure/app-service/web-sites-monitor',
  assess: assessWith({
    required: [requireIndicator(anyOf(appOverQuota, quotaReached), 'evidence.lacks.quota')],
    named: allOf(detectorNames('quota'), visitorsAffected),
    indicators: [
      [appOverQuota, 0.7],
      [quotaReached, 0.6],
      [syntheticRequestForbidden, 0.25],
      [requestsDropped, 0.15],
      [detectorReports('quota'), 0.15],
    ],
    against: [
      [noQuotaReached, 0.8],
      [appIsStopped, 0.5],
    ],
  }),
  steps: (findings) => {
    const larger = skuWithoutQuota(findings)
    if (larger === undefined) return []
    const why = messageOf('cause.plan-quota.step.scale-up', larger)
    return [{ step: 'scale-up', args: { sku: larger.sku }, why }]
  },
}
