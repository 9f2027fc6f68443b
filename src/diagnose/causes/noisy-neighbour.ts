import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { queueGrew } from '../indicators/backlog.ts'
import { cpuHighEverywhere, cpuNormal, cpuTimeUp } from '../indicators/cpu.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { memoryHigh, memoryRose, ownMemoryFlat } from '../indicators/memory-growth.ts'
import {
  cpuUsedByNeighbours,
  neighbourAddedMost,
  neighbourCpuFlat,
  neighbourCpuUp,
  neighbourMemoryUp,
} from '../indicators/neighbour-load.ts'
import { moreRequests, requestsFlat, responseTimeUp, visitorsUnaffected } from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { cpuHighAsUsual, requestsAsUsual } from '../indicators/usual-load.ts'
import { lessRoom } from '../less-room.ts'
import { recommendScaleOut } from '../recommend-scale-out.ts'
import type { Cause } from '../types.ts'

/**
 * Another app on the plan takes the CPU or the memory. Needs the plan to be short of one of them, and either a neighbour
 * whose use of it is far up or one that takes a good part of it while our own use is what it was; as many requests as before confirm it. An app that
 * burns more itself, neighbours that are calm, one instance alone and trouble of Azure's own speak against it.
 * Thresholds: `indicators/cpu.ts` and `indicators/neighbour-load.ts` (ours), Microsoft's MemoryPercentage above 90. Steps: where CPU
 * is short more instances give room to all; a restart of this app gives none.
 */
export const noisyNeighbourCause: Cause = {
  id: 'noisy-neighbour',
  resembles: ['cpu-saturation', 'bad-instance'],
  spokenAs: `
    neighbo*, noisy neighbo*, buren, buur*, other app, other apps, another app, andere app, andere apps,
    nachbar*, voisin*, vecino*, vizinho*, vicino`,
  origin: 'neighbour',
  onCpu: 'elsewhere',
  inPlainWords: 'capacity',
  remedies: { lasting: ['own-plan'], relief: ['scale-out', 'scale-up'] },
  docs: 'https://learn.microsoft.com/azure/app-service/overview-hosting-plans',
  endsWith: 'load',
  assess: assessWith({
    required: [
      requireIndicator(anyOf(cpuHighEverywhere, memoryHigh), 'evidence.lacks.plan-short'),
      requireIndicator(
        anyOf(neighbourCpuUp, cpuUsedByNeighbours, allOf(neighbourMemoryUp, ownMemoryFlat)),
        'evidence.lacks.neighbour',
      ),
    ],
    indicators: [
      [neighbourCpuUp, 0.6],
      [cpuUsedByNeighbours, 0.55],
      [allOf(neighbourMemoryUp, memoryHigh), 0.6],
      [allOf(ownMemoryFlat, neighbourMemoryUp), 0.3],
      [cpuHighEverywhere, 0.25],
      [responseTimeUp, 0.2],
      [queueGrew, 0.1],
      [anyOf(requestsFlat, requestsAsUsual), 0.1],
    ],
    against: [
      [unlessShown(neighbourMemoryUp, cpuNormal), 0.85],
      // Who is kept waiting tries again: that it burns more itself says little beside one that burns far more.
      [allOf(cpuTimeUp, neighbourAddedMost), 0.15],
      [unlessShown(neighbourAddedMost, cpuTimeUp), 0.7],
      [moreRequests, 0.3],
      [cpuHighAsUsual, 0.4],
      [allOf(visitorsUnaffected, cpuHighAsUsual), 0.4],
      [unlessShown(neighbourMemoryUp, neighbourCpuFlat), 0.5],
      [memoryRose, 0.4],
      [onlyOneInstanceAffected, 0.5],
      [changedBeforeOnset, 0.15],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) => recommendScaleOut(findings, 'cause.noisy-neighbour.step.scale-out'),
  argueAgainst: () => lessRoom,
}
