import { anyOf, assessWith, requireIndicator } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import {
  healthPathFails,
  illByCheckAlone,
  illInstancesFail,
  instancesEvicted,
  instancesUnhealthy,
  outageOnAll,
} from '../indicators/health-check.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { restartsRepeatedly } from '../indicators/process-restarts.ts'
import { cpuTimeDropped } from '../indicators/stall.ts'
import { configuredBeforeOnset, deployedBeforeOnset } from '../indicators/suspected-changes.ts'
import type { Cause } from '../types.ts'

/**
 * The health check is the trouble: its path fails where nothing else does, so that Azure takes instances out that are
 * well, or replaces them. Needs instances that fail the check for minutes and answer everybody else as before, or a path
 * that turns our own request away while the front page is well; instances that get no more requests and a setting changed
 * right before confirm it. Instances that fail their own requests speak against it: then the check is right. Thresholds:
 * `indicators/health-check.ts` (ours); Microsoft's: two to ten failed pings, at most half of the instances. No step: what
 * the path should be, only those know who wrote it.
 */
export const healthCheckEvictionCause: Cause = {
  id: 'health-check-eviction',
  resembles: ['bad-instance', 'config-change'],
  refines: ['bad-instance', 'config-change', 'cpu-saturation'],
  spokenAs: `
    health check*, healthz, evict*, gezondheidscheck*, gezondheidscontrole*, ping path, out of rotation,
    uit rotatie, health probe*`,
  origin: 'app',
  inPlainWords: 'server',
  remedies: { lasting: ['health-check'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/monitor-instances-health-check',
  assess: assessWith({
    required: [
      requireIndicator(instancesUnhealthy, 'evidence.lacks.check-fails'),
      requireIndicator(anyOf(illByCheckAlone, healthPathFails), 'evidence.lacks.check-alone'),
    ],
    indicators: [
      [instancesUnhealthy, 0.35],
      [illByCheckAlone, 0.45],
      [healthPathFails, 0.4],
      [instancesEvicted, 0.35],
      [configuredBeforeOnset, 0.2],
    ],
    against: [
      [illInstancesFail, 0.8],
      [outageOnAll, 0.6],
      [cpuTimeDropped, 0.5],
      [restartsRepeatedly, 0.3],
      [memoryRose, 0.3],
      [deployedBeforeOnset, 0.2],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: () => [],
}
