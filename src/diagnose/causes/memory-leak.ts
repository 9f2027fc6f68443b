import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { moreCpuForSameRequests } from '../indicators/cpu.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { killedOften, logCondition } from '../indicators/log-entries.ts'
import { memoryFullAllAlong, memoryFullBefore, memorySteppedUp } from '../indicators/memory-full.ts'
import {
  memoryDropped,
  memoryHigh,
  memoryRose,
  memoryRoseAfterOnset,
  memoryRoseOnFewInstances,
  memorySteady,
  ownMemoryFlat,
} from '../indicators/memory-growth.ts'
import { memoryClimbedForHours } from '../indicators/memory-history.ts'
import { memoryFilledSlowly, memoryLeaps } from '../indicators/memory-kills.ts'
import { neighbourMemoryUp } from '../indicators/neighbour-load.ts'
import { processesRestarted } from '../indicators/process-restarts.ts'
import {
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
  visitorsAffected,
} from '../indicators/request-symptoms.ts'
import type { Cause } from '../types.ts'

/**
 * The app holds more and more memory. Needs to see memory that climbed, or that is full without having been so before;
 * a climb that led the trouble by minutes says most; worker processes that end and begin anew, and CPU that goes up for
 * no more requests, as garbage collections that find nothing have it, confirm it. Steady
 * memory, memory that was as full on other days or that a neighbour fills, a climb on a few instances only, or one that began with the trouble
 * speaks against it, and so do kills in quick succession, which a leak is too slow for. Thresholds: Microsoft's MemoryPercentage above 90, else ours. Steps: a new process frees what the
 * old one holds; a dump of the old one first, since it holds the reason.
 */
export const memoryLeakCause: Cause = {
  id: 'memory-leak',
  resembles: ['memory-too-small', 'crashing'],
  spokenAs: `
    leak*, memleak*, memory leak*, mem leak*, lek, lekt, lekken, geheugenlek*, geheugen lek*, memory, geheugen,
    geheuge, mem, ram, gc, garbage collect*, heap*, oom, out of memory, working set, private bytes,
    speicherleck*, speicher*, fuite*, memoire, fuga*, fuga di memoria, fuga de memoria, perdita di memoria,
    memoria, vazamento`,
  origin: 'app',
  inPlainWords: 'software',
  remedies: { lasting: ['code-fix'], relief: ['soft-restart', 'restart', 'restart-instance', 'auto-heal', 'scale-up'] },
  docs: 'https://learn.microsoft.com/dotnet/core/diagnostics/debug-memory-leak',
  provenBy: 'memory',
  isInDump: true,
  shownBy: /memory/,
  assess: assessWith({
    required: [requireIndicator(anyOf(memoryRose, memoryHigh), 'evidence.lacks.memory-climb')],
    named: allOf(detectorNames('memory'), visitorsAffected),
    indicators: [
      [memoryRose, 0.65],
      [memoryHigh, 0.45],
      [memoryDropped, 0.25],
      [memoryFilledSlowly, 0.3],
      [logCondition('out-of-memory'), 0.2],
      [allOf(moreCpuForSameRequests, anyOf(memoryHigh, memoryRose)), 0.15],
      [processesRestarted, 0.1],
      [responseTimeUp, 0.1],
      [serverErrorsHigh, 0.1],
      [syntheticRequestFailed, 0.05],
      [detectorReports('memory'), 0.1],
    ],
    against: [
      [memorySteady, 0.85],
      [killedOften, 0.6],
      [memoryRoseOnFewInstances, 0.5],
      [memoryRoseAfterOnset, 0.4],
      [unlessShown(memoryClimbedForHours, ownMemoryFlat), 0.5],
      [neighbourMemoryUp, 0.5],
      [unlessShown(memoryClimbedForHours, memoryFullAllAlong), 0.6],
      [unlessShown(memoryClimbedForHours, memoryFullBefore), 0.4],
      [memorySteppedUp, 0.3],
      [unlessShown(anyOf(memoryClimbedForHours, memoryFilledSlowly), memoryLeaps), 0.4],
      [onlyOneInstanceAffected, 0.15],
      [appSwitchedOff, 0.8],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: () => [
    { step: 'soft-restart', args: {}, why: messageOf('cause.memory-leak.step.soft-restart') },
    { step: 'restart', args: {}, why: messageOf('cause.memory-leak.step.restart') },
  ],
}
