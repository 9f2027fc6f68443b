import { messageOf } from '../../i18n/message.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import type { SuggestedStep } from '../../incident/verdict.ts'
import { combineInstances, valuesOfPoints } from '../../series/known-points.ts'
import { anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import {
  autoHealRecycles,
  crashLogged,
  noRecycleRule,
  noRuleMet,
  type RecycleRule,
  recycledRepeatedly,
  recycleLogged,
  recyclesDoTheHarm,
  restartsAtRulePace,
  ruleMetAgain,
  ruleTooStrict,
  strictRulesOf,
} from '../indicators/auto-heal.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { processesOlderThanOnset } from '../indicators/process-restarts.ts'
import { requestsImpaired } from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import { configuredBeforeOnset, deployedBeforeOnset } from '../indicators/suspected-changes.ts'
import type { Cause, ObservedFindings } from '../types.ts'

/**
 * The app's own auto-heal recycles it again and again, by a rule that it meets though nothing is wrong with it. Needs a
 * rule that recycles, processes that begin anew, and that rule met by the app's usual figures, ever since somebody set it,
 * by each process within minutes while the worker has memory left, or by Azure's own log while the app serves between
 * the recycles; restarts at the pace of the rule and Azure's own log confirm it. No rule that is met, processes as
 * old as before, a crash in a log, memory that climbs (then the rule does what it is for) and a deployment speak against
 * it. Thresholds: `indicators/auto-heal.ts` (ours). A looser rule of the same kind helps where the step writes that kind.
 */
export const autoHealLoopCause: Cause = {
  id: 'auto-heal-loop',
  resembles: ['crashing', 'config-change', 'slow-warm-up'],
  refines: ['crashing', 'config-change', 'slow-warm-up', 'memory-leak'],
  spokenAs: 'auto heal*, recycl*, restart loop*, herstartlus*, restarts, self heal*',
  origin: 'app',
  inPlainWords: 'software',
  remedies: { lasting: ['auto-heal'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/overview-diagnostics',
  assess: assessWith({
    required: [
      requireIndicator(autoHealRecycles, 'evidence.lacks.recycle-rule'),
      requireIndicator(recycledRepeatedly, 'evidence.lacks.restarts'),
      requireIndicator(anyOf(ruleTooStrict, recyclesDoTheHarm), 'evidence.lacks.strict-rule'),
      requireIndicator(requestsImpaired, 'evidence.lacks.trouble'),
    ],
    indicators: [
      [ruleTooStrict, 0.5],
      [recycledRepeatedly, 0.3],
      [recycleLogged, 0.4],
      [unlessShown(ruleTooStrict, recyclesDoTheHarm), 0.3],
      [restartsAtRulePace, 0.4],
      [autoHealRecycles, 0.1],
      [configuredBeforeOnset, 0.25],
    ],
    against: [
      [noRecycleRule, 0.95],
      [noRuleMet, 0.7],
      [processesOlderThanOnset, 0.85],
      [crashLogged, 0.6],
      [unlessShown(ruleMetAgain, memoryRose), 0.5],
      [deployedBeforeOnset, 0.4],
      [containersDown, 0.6],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.3],
    ],
  }),
  steps: (findings) => {
    const rules = strictRulesOf(findings)
    const [rule] = rules
    // The step writes one rule of a kind: where others are met too, loosening one ends nothing.
    return rule === undefined || rules.length > 1 ? [] : loosened(rule, findings)
  },
}

/** What the portal suggests for a slow request: 10 within 5 minutes that take 30 s. */
const looseSlow = { seconds: 30, count: 10, minutes: 5 }
/** Ours: a third more than the app holds at most, in whole hundreds. */
const headroom = 1.33

const loosened = (rule: RecycleRule, findings: ObservedFindings): readonly SuggestedStep[] => {
  const step = (args: SuggestedStep['args'], limit: string): readonly SuggestedStep[] => [
    { step: 'auto-heal', args, why: messageOf('cause.auto-heal-loop.step.auto-heal', { limit }) },
  ]
  // Of a path the step knows nothing: its rule would come beside the strict one.
  if (rule.state.properties.path !== null && rule.state.properties.path !== undefined) return []
  if (rule.kind === 'slow-requests' && rule.takenInMs < looseSlow.seconds * 1000)
    return step({ trigger: 'slow-requests', ...looseSlow }, `${looseSlow.seconds} s`)
  if (rule.kind !== 'private-bytes') return []
  const held = metricFindingOf(findings, 'app', 'PrivateBytes')
  const most = held === undefined ? 0 : Math.max(0, ...valuesOfPoints(combineInstances(held)))
  const megabytes = Math.ceil((headroom * most) / 1024 / 1024 / 100) * 100
  return megabytes > rule.megabytes ? step({ trigger: 'private-bytes', megabytes }, `${megabytes} MB`) : []
}
