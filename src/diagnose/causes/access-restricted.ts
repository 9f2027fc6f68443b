import { anyOf, assessWith, requireIndicator, unlessShown } from '../cause-model.ts'
import {
  accessOpen,
  accessRestricted,
  accessWrittenBeforeOnset,
  metSignIn,
  refusedByAccessRules,
  rulesRefuseVisitors,
  signInWritten,
  turnedAwaySince,
} from '../indicators/access.ts'
import { appSwitchedOff } from '../indicators/app-status.ts'
import { ownRequestRefused, refusedOnSomePaths } from '../indicators/own-requests.ts'
import { serverErrorsHigh } from '../indicators/request-symptoms.ts'
import { ownRequestServed } from '../indicators/stall.ts'
import { deployedBeforeOnset, nothingConfigured, settingEndedIt } from '../indicators/suspected-changes.ts'
import type { Cause } from '../types.ts'

/**
 * App Service turns visitors away before the app is asked: an access rule, public access that is off, or its sign-in
 * switched on. Needs visitors who are refused since a moment, and what refuses them: a write to those settings right
 * before, Azure's own mark on the answer to us, or rules that refuse. Rules alone are how an app behind a gateway is set.
 * Code that came right before, settings nobody wrote, an answer to us, and refusals on some paths only speak against
 * it. Thresholds: `series/symptoms.ts`, `indicators/suspected-changes.ts` (ours). No step: only whoever may decide who
 * comes in can take the rule back, as the summary says.
 */
export const accessRestrictedCause: Cause = {
  id: 'access-restricted',
  resembles: ['config-change', 'bad-deployment', 'app-stopped'],
  refines: ['config-change'],
  spokenAs: `
    firewall*, access rule*, access restriction*, ip rule*, ip restriction*, ip filter*, ip block*,
    toegangsregel*, toegang*, easy auth*, sign in, login*, aanmeld*, authenticat*, 403, blocked, geblokkeerd,
    public access, public network*`,
  origin: 'app',
  onCpu: 'fails-early',
  inPlainWords: 'front',
  remedies: { lasting: ['access-rule'], relief: [] },
  docs: 'https://learn.microsoft.com/azure/app-service/app-service-ip-restrictions',
  assess: assessWith({
    required: [
      requireIndicator(turnedAwaySince, 'evidence.lacks.turned-away'),
      requireIndicator(
        anyOf(accessWrittenBeforeOnset, refusedByAccessRules, metSignIn, accessRestricted),
        'evidence.lacks.access-rule',
      ),
    ],
    indicators: [
      [turnedAwaySince, 0.4],
      [accessWrittenBeforeOnset, 0.55],
      [refusedByAccessRules, 0.4],
      [metSignIn, 0.35],
      [accessRestricted, 0.35],
      [ownRequestRefused(401, 403), 0.2],
      [settingEndedIt, 0.3],
    ],
    against: [
      [unlessShown(accessWrittenBeforeOnset, nothingConfigured), 0.5],
      [unlessShown(rulesRefuseVisitors, deployedBeforeOnset), 0.5],
      [unlessShown(anyOf(metSignIn, signInWritten), accessOpen), 0.6],
      [ownRequestServed, 0.6],
      [refusedOnSomePaths, 0.4],
      [serverErrorsHigh, 0.3],
      [appSwitchedOff, 0.9],
    ],
  }),
  steps: () => [],
}
