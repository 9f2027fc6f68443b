import { messageOf } from '../../i18n/message.ts'
import { anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { azureReportsTrouble } from '../indicators/azure-health.ts'
import { cpuHighEverywhere } from '../indicators/cpu.ts'
import { detectorReports } from '../indicators/external-signals.ts'
import { onlyOneInstanceAffected } from '../indicators/instance-comparison.ts'
import { logCondition } from '../indicators/log-entries.ts'
import { memoryRose } from '../indicators/memory-growth.ts'
import { processesBeganAtOnset, processesOlderThanOnset, restartedByChange } from '../indicators/process-restarts.ts'
import {
  healthCheckFailing,
  noServerErrors,
  serverErrorsHigh,
  syntheticRequestFailed,
  visitorsAffected,
} from '../indicators/request-symptoms.ts'
import { containersDown } from '../indicators/running-containers.ts'
import {
  noSecretReferences,
  secretsResolved,
  secretsResolvedSince,
  secretUnresolved,
} from '../indicators/secret-references.ts'
import { deployedBeforeOnset, fetchedBeforeOnset } from '../indicators/suspected-changes.ts'
import type { Cause } from '../types.ts'

const saidByLog = logCondition('secret-unresolved')
/** What an app begins with it keeps: a secret is missed from a start on, or from when Azure fetches it anew. */
const beganWithout = anyOf(fetchedBeforeOnset, processesBeganAtOnset, restartedByChange, containersDown)

/**
 * Azure does not get a secret that a setting takes from Key Vault, so that the app has the reference in its place. Needs
 * to see that, or the app's own log say so, and a start or change of settings right before: many an app has a reference
 * that nobody misses for months. All references resolved, processes older than the trouble, new code at the same time,
 * CPU or memory that ran out and trouble of Azure's own speak against it. No thresholds: Azure's word, and Microsoft's
 * for Http5xx. No step, for a start without the secret is a worse one; only where Azure gets it by now and the app still
 * runs without (Azure fetches once in 24 hours, Microsoft says), a new start gives it to it.
 */
export const secretUnresolvedCause: Cause = {
  id: 'secret-unresolved',
  resembles: ['config-change', 'crashing'],
  refines: ['config-change', 'crashing', 'container-blocked'],
  spokenAs: `
    secret*, geheim*, key vault*, vault, kluis, rotat*, rotated, geroteerd, credential*, password*, wachtwoord*,
    managed identity, geheimnis*`,
  origin: 'app',
  onCpu: 'fails-early',
  inPlainWords: 'other',
  remedies: { lasting: ['vault-access', 'setting-back'], relief: ['restart'] },
  docs: 'https://learn.microsoft.com/azure/app-service/app-service-key-vault-references',
  provenBy: 'logs',
  assess: assessWith({
    required: [
      requireIndicator(anyOf(secretUnresolved, saidByLog), 'evidence.lacks.unresolved-secret'),
      requireIndicator(anyOf(beganWithout, saidByLog), 'evidence.lacks.start-without'),
      requireIndicator(anyOf(visitorsAffected, containersDown), 'evidence.lacks.trouble'),
    ],
    indicators: [
      [secretUnresolved, 0.45],
      [saidByLog, 0.5],
      [secretsResolvedSince, 0.3],
      [fetchedBeforeOnset, 0.35],
      [unlessShown(fetchedBeforeOnset, processesBeganAtOnset), 0.3],
      [serverErrorsHigh, 0.2],
      [containersDown, 0.2],
      [syntheticRequestFailed, 0.1],
      [healthCheckFailing, 0.1],
      [detectorReports('secrets'), 0.15],
    ],
    against: [
      [unlessShown(secretsResolvedSince, secretsResolved), 0.85],
      [noSecretReferences, 0.9],
      [unlessShown(anyOf(saidByLog, beganWithout), processesOlderThanOnset), 0.6],
      [unlessShown(saidByLog, deployedBeforeOnset), 0.35],
      [unlessShown(containersDown, noServerErrors), 0.5],
      [cpuHighEverywhere, 0.6],
      [memoryRose, 0.5],
      [onlyOneInstanceAffected, 0.4],
      [appSwitchedOff, 0.9],
      [azureReportsTrouble, 0.4],
    ],
  }),
  steps: (findings) =>
    secretsResolvedSince(findings) === undefined
      ? []
      : [{ step: 'restart', args: {}, why: messageOf('cause.secret-unresolved.step.restart') }],
}
