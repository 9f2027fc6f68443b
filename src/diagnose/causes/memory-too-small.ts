import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { alertFired, detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import {
  diskQueueLong,
  memoryFullAllAlong,
  memoryFullBefore,
  memoryHadHeadroom,
  memoryHasRoom,
  memorySteppedUp,
} from '../indicators/memory-full.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import {
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestSlow,
  visitorsAffected,
  visitorsUnaffected,
} from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { nextLargerSku } from '../larger-sku.ts'
import { lessRoom } from '../less-room.ts'
import type { Cause } from '../types.ts'

/**
 * The plan has too little memory for what lives on it. Needs memory that was full all the window long and in the hours
 * before or on other days, or that stepped up to full at once and stands there; a disk that queues (memory is paged out to it) and slowness that comes with the day's
 * traffic confirm it. Memory with room, a climb within the hour (a leak), a plan out of CPU and trouble of Azure's own
 * speak against it. Thresholds: Microsoft's MemoryPercentage above 90. Step: the next size, where the
 * family has one, since more instances have the same memory each and a restart fills again; or an app moves away.
 */
export const memoryTooSmallCause: Cause = {
  id: 'memory-too-small',
  resembles: ['memory-leak', 'cpu-saturation'],
  spokenAs: `
    plan … too small, too small, undersized, underpowered, plan … te klein, te klein, te weinig ram, krap bemeten,
    memory, geheugen, geheuge, mem, ram, oom, out of memory, too little memory, te weinig geheugen, speicher,
    memoire, memoria`,
  origin: 'app',
  inPlainWords: 'capacity',
  remedies: { lasting: ['scale-up', 'own-plan'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/manage-scale-up',
  provenBy: 'memory',
  isInDump: true,
  shownBy: /memory/,
  assess: assessWith({
    required: [
      requireIndicator(anyOf(memoryFullAllAlong, memorySteppedUp), 'evidence.lacks.memory-full'),
      requireIndicator(anyOf(memoryFullBefore, memorySteppedUp), 'evidence.lacks.memory-full-before'),
    ],
    named: allOf(detectorNames('memory'), visitorsAffected),
    indicators: [
      [memoryFullAllAlong, 0.45],
      [memoryFullBefore, 0.45],
      [unlessShown(memoryFullBefore, memorySteppedUp), 0.5],
      [diskQueueLong, 0.25],
      [responseTimeUp, 0.1],
      [syntheticRequestSlow, 0.05],
      [serverErrorsHigh, 0.1],
      [cpuNormal, 0.1],
      [detectorReports('memory'), 0.1],
      [alertFired('memory'), 0.05],
    ],
    against: [
      [memoryHasRoom, 0.9],
      [unlessShown(memorySteppedUp, memoryHadHeadroom), 0.7],
      [memoryRose, 0.5],
      [cpuHighEverywhere, 0.5],
      [changedBeforeOnset, 0.3],
      [unlessShown(diskQueueLong, visitorsUnaffected), 0.35],
      [onlyOneInstanceAffected, 0.4],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) => {
    const larger = nextLargerSku(findings)
    if (larger === undefined) return []
    const why = messageOf('cause.memory-too-small.step.scale-up', larger)
    return [{ step: 'scale-up', args: { sku: larger.sku }, why }]
  },
  argueAgainst: () => lessRoom,
}
