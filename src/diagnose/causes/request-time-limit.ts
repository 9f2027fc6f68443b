import { allOf, anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { moreConnections, moreThreads, queueGrew, threadsStarve } from '../indicators/backlog.ts'
import { onePathFails } from '../indicators/calls.ts'
import { cpuHighEverywhere, cpuNormal } from '../indicators/cpu.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { logCondition } from '../indicators/log-entries.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { outboundSocketsUp } from '../indicators/outbound-sockets.ts'
import {
  requestsDropped,
  requestsImpaired,
  serverErrorsHigh,
  syntheticRequestFailed,
  syntheticRequestSlow,
} from '../indicators/request-symptoms.ts'
import { cpuTimeDropped, instancesStalled, ownRequestServed } from '../indicators/stall.ts'
import { changedBeforeOnset } from '../indicators/suspected-changes.ts'
import { longestAtTimeLimit, longestUsuallyAtLimit, mostAreAnswered, pathCutOff } from '../indicators/time-limit.ts'
import type { Cause } from '../types.ts'

const cutOffLogged = logCondition('request-cut-off')

/**
 * Some requests take longer than Azure's front end waits for any (230 seconds), so it cuts them off though the app works
 * on. Needs longest answers that end at just that time, or a log or telemetry that says so, while other requests are well: ours is
 * answered at once, nearly all are. A queue, threads and connections that pile up (something that it calls stands still), requests that no longer come, CPU time that is gone or CPU that ran out,
 * answers of that length as usual and a change right before speak against it. Threshold: Microsoft's 230 s. No step: the
 * limit can't be moved, and a restart ends the work that goes on behind it; what helps is work that is not waited for.
 */
export const requestTimeLimitCause: Cause = {
  id: 'request-time-limit',
  resembles: ['slow-dependency', 'hung-process'],
  refines: ['slow-dependency'],
  spokenAs: `
    230*, time out*, time limit*, tijdslimiet*, long request*, long running*, lange aanvra*, lange request*,
    langlopend*`,
  origin: 'app',
  inPlainWords: 'software',
  remedies: { lasting: ['background-work', 'database-tuning', 'code-fix'], relief: [] },
  docs: 'https://learn.microsoft.com/troubleshoot/azure/app-service/web-apps-performance-faqs',
  assess: assessWith({
    required: [
      requireIndicator(anyOf(longestAtTimeLimit, cutOffLogged, pathCutOff), 'evidence.lacks.time-limit'),
      requireIndicator(anyOf(ownRequestServed, mostAreAnswered), 'evidence.lacks.others-served'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    indicators: [
      [longestAtTimeLimit, 0.55],
      [cutOffLogged, 0.55],
      [pathCutOff, 0.55],
      [onePathFails, 0.15],
      [ownRequestServed, 0.25],
      [allOf(mostAreAnswered, anyOf(longestAtTimeLimit, pathCutOff)), 0.2],
      [cpuNormal, 0.1],
      [serverErrorsHigh, 0.1],
    ],
    against: [
      [longestUsuallyAtLimit, 0.7],
      [requestsDropped, 0.5],
      [queueGrew, 0.4],
      [threadsStarve, 0.4],
      [allOf(moreThreads, moreConnections), 0.45],
      [anyOf(cpuTimeDropped, instancesStalled), 0.5],
      [unlessShown(ownRequestServed, anyOf(syntheticRequestFailed, syntheticRequestSlow)), 0.5],
      [cpuHighEverywhere, 0.5],
      [memoryRose, 0.3],
      [outboundSocketsUp, 0.3],
      [changedBeforeOnset, 0.3],
      [onlyOneInstanceAffected, 0.4],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.5],
    ],
  }),
  steps: () => [],
}
