import { messageOf } from '../../i18n/message.ts'
import type { SuggestedStep } from '../../incident/verdict.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { queueGrew } from '../indicators/backlog.ts'
import { coreSpins, cpuHighEverywhere, cpuNormal, cpuTimeFlat, cpuTimeUp } from '../indicators/cpu.ts'
import { alertFired, detectorNames, detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { memoryFullAllAlong } from '../indicators/memory-full.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { cpuUsedByNeighbours, neighbourCpuUp } from '../indicators/neighbour-load.ts'
import {
  moreRequests,
  responseTimeNormal,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestSlow,
  visitorsAffected,
  visitorsUnaffected,
} from '../indicators/request-symptoms.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { cpuHighAsUsual, requestsAboveUsual } from '../indicators/usual-load.ts'
import { stillStarting, warmsUp } from '../indicators/warm-up.ts'
import { workersRemoved } from '../indicators/worker-count.ts'
import { workersSwing } from '../indicators/worker-swings.ts'
import { lessRoom } from '../less-room.ts'
import { recommendScaleOut } from '../recommend-scale-out.ts'
import type { Cause, ObservedFindings } from '../types.ts'

/**
 * Every instance of the plan is out of CPU, and this app is what takes it. Needs to see the plan's CPU high on all of
 * them, or a core that the app burns without pause; slower answers, the app's own CPU time, more requests than before or than at this hour on other days, and a
 * queue confirm it. CPU within reach of one instance only, CPU that is as high every day, a neighbour that takes it,
 * memory that filled first, a change right before and trouble of Azure's own speak against it. Thresholds:
 * `indicators/cpu.ts` (ours), Microsoft's for the queue.
 */
export const cpuSaturationCause: Cause = {
  id: 'cpu-saturation',
  resembles: ['noisy-neighbour', 'bad-deployment'],
  spokenAs: `
    plan … too small, too small, underpowered, plan … te klein, te klein,
    cpu*, vpu, processor*, prozessor*, processeur*, procesador*, processador*, processore, rekenkracht, load,
    overload*, overbelast*, drukte, te druk, busy, traffic, verkeer, visitor*, bezoeker*, toeloop, te veel volk,
    so many people, too many people, zoveel man, zoveel mensen, campagne*, campaign*, newsletter*, nieuwsbrief*,
    bot, bots, ddos*, endless loop*, infinite loop*, batch*, nachtbatch, trafico, besucher*, trafic`,
  origin: 'app',
  onCpu: 'works',
  inPlainWords: 'capacity',
  remedies: {
    lasting: ['autoscale-set', 'automatic-scaling', 'caching', 'code-fix'],
    relief: ['scale-out', 'scale-up'],
  },
  docs: 'https://learn.microsoft.com/azure/app-service/manage-automatic-scaling',
  endsWith: 'load',
  provenBy: 'threads',
  isInDump: true,
  isLoad: true,
  assess: assessWith({
    required: [requireIndicator(anyOf(cpuHighEverywhere, coreSpins), 'evidence.lacks.cpu-high')],
    named: allOf(detectorNames('cpu'), visitorsAffected),
    indicators: [
      [cpuHighEverywhere, 0.6],
      [responseTimeUp, 0.25],
      [syntheticRequestSlow, 0.1],
      [coreSpins, 0.45],
      [unlessShown(coreSpins, cpuTimeUp), 0.25],
      [queueGrew, 0.15],
      [moreRequests, 0.2],
      [requestsAboveUsual, 0.2],
      [serverErrorsHigh, 0.05],
      [detectorReports('cpu'), 0.1],
      [alertFired('cpu'), 0.05],
    ],
    against: [
      [unlessShown(coreSpins, cpuNormal), 0.85],
      [onlyOneInstanceAffected, 0.5],
      [workersRemoved, 0.2],
      [workersSwing, 0.3],
      [cpuHighAsUsual, 0.4],
      [allOf(visitorsUnaffected, cpuHighAsUsual), 0.4],
      [memoryRose, 0.5],
      [memoryFullAllAlong, 0.2],
      [changedBeforeOnset, 0.25],
      [cpuUsedByNeighbours, 0.5],
      [neighbourCpuUp, 0.3],
      [(findings) => cpuTimeFlat(findings), 0.4],
      [responseTimeNormal, 0.3],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.5],
      [warmsUp, 0.6],
      [stillStarting, 0.4],
    ],
  }),
  steps: (findings) => {
    const out = recommendScaleOut(findings, 'cause.cpu-saturation.step.scale-out')
    if (coreSpins(findings) !== undefined) return [...recycle, ...out]
    return out.length > 0 && spins(findings) ? [...out, ...recycle] : out
  },
  argueAgainst: () => lessRoom,
}

/** More CPU for no more requests may be a process that spins, which more instances only dilute. */
const spins = (findings: ObservedFindings): boolean =>
  cpuTimeUp(findings) !== undefined && moreRequests(findings) === undefined

const recycle: readonly SuggestedStep[] = [
  { step: 'soft-restart', args: {}, why: messageOf('cause.cpu-saturation.step.soft-restart') },
]
