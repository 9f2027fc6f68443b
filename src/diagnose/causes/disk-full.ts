import { messageOf } from '../../i18n/message.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { moreConnections, moreThreads } from '../indicators/backlog.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { logCondition } from '../indicators/log-entries.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { restartsRepeatedly } from '../indicators/process-restarts.ts'
import {
  healthCheckFailing,
  requestsDropped,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
  visitorsAffected,
} from '../indicators/request-symptoms.ts'
import { contentStorageFull, contentStorageHasRoom } from '../indicators/storage.ts'
import { changedBeforeOnset, nothingChanged } from '../indicators/suspected-changes.ts'
import { skuWithMoreStorage } from '../larger-sku.ts'
import type { Cause } from '../types.ts'

const requestsFail = anyOf(serverErrorsHigh, syntheticRequestFailed, requestsDropped, healthCheckFailing)

const noSpaceLogged = logCondition('disk-full')
/** Microsoft's detectors of disks are about those of the workers. */
const diskTold = anyOf(detectorReports('disk'), noSpaceLogged)
/** It is told of a disk, and the storage has room. */
const temporaryDiskFull = allOf(contentStorageHasRoom, diskTold)

/**
 * A disk is full: the storage below /home, which the plan's apps share, or a worker's temporary disk. Writes fail, and
 * what the app can't do without them. Needs the quota of the storage at its limit, a line of a log that says so or
 * Microsoft's word of the temporary disk, and requests that fail; errors that began without a change confirm it. Storage with room, answers that are slow
 * rather than wrong, memory or CPU that ran out and a change right before speak against it. Threshold: Azure's limit.
 * Steps: a tier that has more storage, where there is one; files are a person's to delete. A restart empties the temporary disk alone.
 */
export const diskFullCause: Cause = {
  id: 'disk-full',
  resembles: ['crashing', 'plan-quota'],
  refines: ['crashing', 'plan-quota'],
  spokenAs: `
    disk*, disc, disk full, disk space, disk quota*, schijf*, storage*, local storage, opslag*, festplatte*,
    disque*, disco*, file system*, ruimte, temp folder`,
  origin: 'app',
  inPlainWords: 'capacity',
  remedies: { lasting: ['clean-up'], relief: ['scale-up', 'restart'] },
  docs: 'https://learn.microsoft.com/azure/app-service/operating-system-functionality',
  assess: assessWith({
    required: [
      requireIndicator(anyOf(contentStorageFull, noSpaceLogged), 'evidence.lacks.storage-full'),
      requireIndicator(requestsFail, 'evidence.lacks.trouble'),
    ],
    named: allOf(detectorNames('disk'), visitorsAffected),
    indicators: [
      [contentStorageFull, 0.55],
      [noSpaceLogged, 0.6],
      [serverErrorsHigh, 0.25],
      [syntheticRequestFailed, 0.1],
      [restartsRepeatedly, 0.1],
      [nothingChanged, 0.15],
      [cpuNormal, 0.05],
      [detectorReports('disk'), 0.2],
    ],
    against: [
      [unlessShown(diskTold, contentStorageHasRoom), 0.6],
      [unlessShown(requestsFail, responseTimeUp), 0.5],
      [allOf(responseTimeUp, moreThreads, moreConnections), 0.4],
      [changedBeforeOnset, 0.3],
      [cpuHighEverywhere, 0.4],
      [memoryRose, 0.4],
      [unlessShown(diskTold, onlyOneInstanceAffected), 0.5],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) => {
    if (temporaryDiskFull(findings) !== undefined)
      return [{ step: 'restart', args: {}, why: messageOf('cause.disk-full.step.restart') }]
    const larger = contentStorageFull(findings) && skuWithMoreStorage(findings)
    if (larger === undefined) return []
    const why = messageOf('cause.disk-full.step.scale-up', larger)
    return [{ step: 'scale-up', args: { sku: larger.sku }, why }]
  },
}
