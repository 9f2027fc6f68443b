import { messageOf } from '../../i18n/message.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import { assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { queueGrew } from '../indicators/backlog.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { requestsImpaired } from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import {
  rulesContradict,
  scaledByRules,
  workerSwingsOf,
  workersSteady,
  workersSwing,
  worseWithFewer,
} from '../indicators/worker-swings.ts'
import type { Cause } from '../types.ts'

/**
 * Autoscale takes workers away and adds them again, again and again, and each time too few are left. Needs a number of
 * workers that changed its direction at least three times within two hours, autoscale that does it, and visitors who
 * feel it; answers that are worse in the minutes with fewer workers, and rules that leave nothing between in and out,
 * confirm it. A number that changes as the day does speaks against it. Thresholds: `indicators/worker-swings.ts` (ours;
 * Microsoft's "Best practices for autoscale" on margins). Step: a higher lower limit, which stops the going in.
 */
export const autoscaleFlappingCause: Cause = {
  id: 'autoscale-flapping',
  resembles: ['capacity-removed', 'cpu-saturation'],
  refines: ['capacity-removed', 'cpu-saturation', 'bad-instance'],
  spokenAs: 'autoscal*, auto scal*, autoschal*, flapping*, flap*, scaling up and down, op en neer',
  origin: 'app',
  inPlainWords: 'capacity',
  remedies: { lasting: ['autoscale-set'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/azure-monitor/autoscale/autoscale-best-practices',
  endsWith: 'load',
  assess: assessWith({
    required: [
      requireIndicator(workersSwing, 'evidence.lacks.workers-swing'),
      requireIndicator(scaledByRules, 'evidence.lacks.autoscale'),
      requireIndicator(requestsImpaired, 'evidence.lacks.visitors-affected'),
    ],
    indicators: [
      [workersSwing, 0.5],
      [worseWithFewer, 0.45],
      [scaledByRules, 0.2],
      [rulesContradict, 0.25],
      [queueGrew, 0.1],
    ],
    against: [
      [workersSteady, 0.85],
      [memoryRose, 0.3],
      [changedBeforeOnset, 0.15],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) => {
    const swings = workerSwingsOf(findings)
    const { autoscale, autoscaleMaximum } = stateFindingsOf(findings, 'plan')[0]?.properties ?? {}
    if (swings === undefined || autoscale !== true) return []
    const minimum = swings.most
    const maximum = Math.max(minimum, typeof autoscaleMaximum === 'number' ? autoscaleMaximum : minimum)
    const why = messageOf('cause.autoscale-flapping.step.autoscale-set', { minimum, fewest: swings.fewest })
    return [{ step: 'autoscale-set', args: { minimum, maximum }, why }]
  },
}
