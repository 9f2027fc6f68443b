import { messageOf } from '../../i18n/message.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import type { SuggestedStep } from '../../incident/verdict.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { queueGrew } from '../indicators/backlog.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { neighbourCpuUp } from '../indicators/neighbour-load.ts'
import {
  moreRequests,
  requestsFlat,
  requestsImpaired,
  responseTimeNormal,
  responseTimeUp,
} from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { requestsAboveUsual, requestsAsUsual } from '../indicators/usual-load.ts'
import {
  moreRequestsEach,
  planScaledBeforeOnset,
  removedBeforeOnset,
  workersKept,
  workersRemoved,
  workersRemovedLongBefore,
  workersSmaller,
} from '../indicators/worker-count.ts'
import { workersSwing } from '../indicators/worker-swings.ts'
import { nextLargerSku } from '../larger-sku.ts'
import { lessRoom } from '../less-room.ts'
import type { Cause, ObservedFindings } from '../types.ts'

/**
 * Workers were taken away, or became smaller, and those that are left can't carry what they carried before. Needs fewer
 * instances in the figures since right before the trouble (or other ones that need more of their CPU for the same work)
 * and CPU or a queue that fills; a change of the plan in the log and as many requests as ever confirm it. More requests,
 * CPU within reach, workers that went long before and numbers that swing speak against it. Thresholds:
 * `indicators/worker-count.ts` (ours). Steps: back to what stood, by the rules where rules hold the number.
 */
export const capacityRemovedCause: Cause = {
  id: 'capacity-removed',
  resembles: ['cpu-saturation', 'autoscale-flapping'],
  refines: ['cpu-saturation', 'bad-instance'],
  spokenAs: `
    scaled in, scaled down, scale in, scale down, fewer instances, minder instan*, weggehaald*, teruggeschaald*,
    afgeschaald*, capacity*, capaciteit*, too few instances, te weinig instan*, instances removed`,
  origin: 'app',
  onCpu: 'works',
  inPlainWords: 'capacity',
  remedies: { lasting: ['scale-out', 'scale-up', 'autoscale-set'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/manage-scale-up',
  isChange: true,
  assess: assessWith({
    required: [
      requireIndicator(anyOf(workersRemoved, workersSmaller), 'evidence.lacks.workers-fewer'),
      requireIndicator(anyOf(cpuHighEverywhere, queueGrew), 'evidence.lacks.cpu-or-queue'),
      requireIndicator(requestsImpaired, 'evidence.lacks.visitors-affected'),
    ],
    indicators: [
      [workersRemoved, 0.55],
      [workersSmaller, 0.55],
      [planScaledBeforeOnset, 0.3],
      [cpuHighEverywhere, 0.3],
      [moreRequestsEach, 0.15],
      [responseTimeUp, 0.15],
      [queueGrew, 0.1],
      [anyOf(requestsAsUsual, requestsFlat), 0.2],
    ],
    against: [
      [cpuNormal, 0.6],
      // That machines are smaller is told by what the same work takes, however much there is of it.
      [unlessShown(anyOf(requestsAsUsual, requestsFlat, workersSmaller), anyOf(moreRequests, requestsAboveUsual)), 0.4],
      [allOf(workersSmaller, moreRequests), 0.2],
      [unlessShown(workersSmaller, workersKept), 0.6],
      [workersRemovedLongBefore, 0.5],
      [workersSwing, 0.3],
      [neighbourCpuUp, 0.3],
      [memoryRose, 0.3],
      [changedBeforeOnset, 0.1],
      [responseTimeNormal, 0.3],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) => [...backToWhatStood(findings), ...backToSize(findings)],
  argueAgainst: () => lessRoom,
}

/** Where rules hold the number, it is their lower limit that gives the workers back. */
const backToWhatStood = (findings: ObservedFindings): readonly SuggestedStep[] => {
  const removed = removedBeforeOnset(findings)
  const { maximumWorkers, autoscale, autoscaleMaximum, automaticScaling } =
    stateFindingsOf(findings, 'plan')[0]?.properties ?? {}
  if (removed === undefined || automaticScaling === true) return []
  const workers = Math.min(removed.before, typeof maximumWorkers === 'number' ? maximumWorkers : removed.before)
  const args = { now: removed.now, workers }
  if (autoscale === true) {
    const maximum = Math.max(workers, typeof autoscaleMaximum === 'number' ? autoscaleMaximum : workers)
    const why = messageOf('cause.capacity-removed.step.autoscale-set', args)
    return [{ step: 'autoscale-set', args: { minimum: workers, maximum }, why }]
  }
  return [{ step: 'scale-out', args: { workers }, why: messageOf('cause.capacity-removed.step.scale-out', args) }]
}

const backToSize = (findings: ObservedFindings): readonly SuggestedStep[] => {
  const larger = workersSmaller(findings) === undefined ? undefined : nextLargerSku(findings)
  if (larger === undefined) return []
  const why = messageOf('cause.capacity-removed.step.scale-up', larger)
  return [{ step: 'scale-up', args: { sku: larger.sku }, why }]
}
