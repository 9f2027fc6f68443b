import { messageOf } from '../../i18n/message.ts'
import type { Instant } from '../../incident/finding.ts'
import { findingsOfKind, stateFindingsOf } from '../../incident/read-findings.ts'
import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { rulesRefuseVisitors } from '../indicators/access.ts'
import { alwaysOnDisabled, appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { exceptionNewSinceDeployment, onePathFails } from '../indicators/calls.ts'
import { cpuHighEverywhere, moreCpuForSameRequests } from '../indicators/cpu.ts'
import { detectorReports } from '../indicators/external-signals.ts'
import { illByCheckAlone } from '../indicators/health-check.ts'
import { slowNowAndThen } from '../indicators/idle.ts'
import { oneInstanceFails } from '../indicators/instance-comparison.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { ownRequestRefused, trafficStoppedInFront } from '../indicators/own-requests.ts'
import { processesRestarted, restartedByChange } from '../indicators/process-restarts.ts'
import { visitorsRefused } from '../indicators/refusals.ts'
import {
  healthCheckFailing,
  requestsDropped,
  requestsImpaired,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import {
  deployedBeforeOnset,
  deploymentEndedIt,
  maxLeadInMs,
  nothingDeployed,
} from '../indicators/suspected-changes.ts'
import { onlySwapFailed, swapUnderWay } from '../indicators/swap-failure.ts'
import { stillStarting, warmsUp } from '../indicators/warm-up.ts'
import type { Cause, ObservedFindings } from '../types.ts'

/**
 * New code broke the app: a deployment or a swap. Needs to see it shortly before a symptom began; requests
 * that fail, in Azure's count or at the front end, processes that crash and begin anew, and CPU that goes up for no more
 * requests confirm it. No such change,
 * CPU or memory that ran out, one instance alone and trouble of Azure's own speak against it. Settings that were
 * written with it do not: a deployment often writes some. Thresholds: `indicators/suspected-changes.ts` (ours), Microsoft's for
 * Http5xx and the health check. No step: what helps is to go back to the version before, which the summary says.
 */
export const badDeploymentCause: Cause = {
  id: 'bad-deployment',
  resembles: ['config-change', 'crashing'],
  spokenAs: `
    deploy*, redeploy*, releas*, realease, relase, rollout, rolled out, uitrol*, uitgerold, update*,
    new version*, nieuwe versie*, new build, nieuwe build, new code, nieuwe code, new package, nieuw … pakket,
    new … package, new library, new image, swap*, neue version*, neuen version*, nouvelle version*,
    mise en production, nueva version*, nova versao, nuova versione, aggiornamento, despliegue*, rilascio,
    bereitstellung*, commit*, merge*`,
  origin: 'app',
  onCpu: 'fails-early',
  inPlainWords: 'change',
  remedies: { lasting: ['redeploy', 'swap-back', 'code-fix'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/deploy-best-practices',
  provenBy: 'logs',
  isChange: true,
  assess: assessWith({
    required: [
      requireIndicator(deployedBeforeOnset, 'evidence.lacks.deployment'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    indicators: [
      [deployedBeforeOnset, 0.6],
      [deploymentEndedIt, 0.3],
      [serverErrorsHigh, 0.35],
      [visitorsRefused, 0.35],
      [processesRestarted, 0.25],
      [exceptionNewSinceDeployment, 0.25],
      [allOf(moreCpuForSameRequests, deployedBeforeOnset), 0.25],
      [onePathFails, 0.1],
      [restartedByChange, 0.1],
      [syntheticRequestFailed, 0.2],
      [ownRequestRefused(), 0.1],
      [requestsDropped, 0.2],
      [healthCheckFailing, 0.15],
      [responseTimeUp, 0.1],
      [detectorReports('deployment'), 0.1],
    ],
    against: [
      [illByCheckAlone, 0.3],
      [nothingDeployed, 0.85],
      [trafficStoppedInFront, 0.4],
      [unlessShown(moreCpuForSameRequests, cpuHighEverywhere), 0.25],
      [memoryRose, 0.4],
      [oneInstanceFails, 0.5],
      [allOf(slowNowAndThen, alwaysOnDisabled), 0.5],
      [containersDown, 0.4],
      [rulesRefuseVisitors, 0.5],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.15],
      [anyOf(onlySwapFailed, swapUnderWay), 0.5],
      [warmsUp, 0.7],
      [stillStarting, 0.45],
    ],
  }),
  steps: (findings) => {
    const slot = rollbackSlot(findings)
    return slot === undefined
      ? []
      : [{ step: 'swap-back', args: { slot }, why: messageOf('cause.bad-deployment.step.swap-back', { slot }) }]
  },
  argueAgainst: (findings) => (rollbackSlot(findings) === undefined ? {} : sameVersionAgain),
}

/** With the version before at hand, whatever starts the same code anew only takes time. */
const sameVersionAgain = {
  'restart-instance': 'cause.bad-deployment.against.restart',
  'soft-restart': 'cause.bad-deployment.against.restart',
  restart: 'cause.bad-deployment.against.restart',
  'reboot-worker': 'cause.bad-deployment.against.restart',
  'scale-out': 'cause.bad-deployment.against.more',
  'scale-up': 'cause.bad-deployment.against.more',
}

const swapToleranceInMs = 2 * 60_000

/**
 * The slot that holds what ran before: a swap came right before a symptom, nobody has deployed to the app since, and
 * that slot runs. Anything else is no way back.
 */
const rollbackSlot = (findings: ObservedFindings): string | undefined => {
  const slots = stateFindingsOf(findings, 'slot')
  const { lastSwapAt, lastSwapFrom } = slots.find(({ name }) => name === 'production')?.properties ?? {}
  const at = typeof lastSwapAt === 'number' ? lastSwapAt : Number.NaN
  const other = slots.find(({ name }) => name.toLowerCase() === String(lastSwapFrom ?? '').toLowerCase())
  if (other === undefined || other.name === 'production' || !isRunning(other.properties.state)) return undefined
  const isCulprit = findings.onsets.some((onset) => at <= onset + swapToleranceInMs && onset - at <= maxLeadInMs)
  return isCulprit && !deployedAfter(findings, at) ? other.name : undefined
}

const isRunning = (state: unknown): boolean => typeof state === 'string' && state.toLowerCase() === 'running'

const deployedAfter = (findings: ObservedFindings, at: Instant): boolean =>
  findingsOfKind(findings, 'change').some(
    (change) => change.of === 'app' && change.change === 'deployment' && change.at > at && change.status !== 'failed',
  )
