import { alertsAnswer } from './alerts.ts'
import { approversAnswer } from './approvers.ts'
import { statusAnswer } from './ask_status.ts'
import { azureOrUsAnswer } from './azure-or-us.ts'
import { configurationAnswer } from './configuration.ts'
import { dependenciesAnswer } from './dependencies.ts'
import { earlierIncidentsAnswer } from './earlier-incidents.ts'
import { exceptionsAnswer } from './exceptions.ts'
import { failingRequestsAnswer } from './failing-requests.ts'
import { figuresAnswer } from './figures.ts'
import { howMeasuredAnswer } from './how-measured.ts'
import { impactAnswer } from './impact.ts'
import { lastingFixAnswer } from './lasting-fix.ts'
import { leaseEndAnswer } from './lease-end.ts'
import { linksAnswer } from './links.ts'
import { meaningAnswer } from './meaning.ts'
import { nextStepAnswer } from './next-step.ts'
import { openIncidentsAnswer } from './open-incidents.ts'
import { ownAccessAnswer } from './own-access.ts'
import { planNeighboursAnswer } from './plan-neighbours.ts'
import { recoveryTimeAnswer } from './recovery-time.ts'
import { restartsAnswer } from './restarts.ts'
import { runningVersionAnswer } from './running-version.ts'
import { sinceAnswer } from './since.ts'
import { stepEffectsAnswer } from './step-effects.ts'
import { summaryAnswer } from './summary.ts'
import { supportAnswer } from './support.ts'
import { suspectedCauseAnswer } from './suspected-cause.ts'
import { triedStepsAnswer } from './tried-steps.ts'
import type { Answer } from './types.ts'
import { whatChangedAnswer } from './what-changed.ts'
import { whatCheckedAnswer } from './what-checked.ts'
import { whichInstanceAnswer } from './which-instance.ts'
import { whoAnswer } from './who.ts'
import { whoApprovedAnswer } from './who-approved.ts'
import { whyAnswer } from './why.ts'
import { whyNotAnswer } from './why-not.ts'

/** Every question that is answered from what was seen. */
export const answers: readonly Answer[] = [
  alertsAnswer,
  approversAnswer,
  azureOrUsAnswer,
  configurationAnswer,
  dependenciesAnswer,
  earlierIncidentsAnswer,
  exceptionsAnswer,
  failingRequestsAnswer,
  figuresAnswer,
  howMeasuredAnswer,
  impactAnswer,
  lastingFixAnswer,
  leaseEndAnswer,
  linksAnswer,
  meaningAnswer,
  nextStepAnswer,
  openIncidentsAnswer,
  ownAccessAnswer,
  planNeighboursAnswer,
  recoveryTimeAnswer,
  restartsAnswer,
  runningVersionAnswer,
  sinceAnswer,
  stepEffectsAnswer,
  summaryAnswer,
  supportAnswer,
  suspectedCauseAnswer,
  triedStepsAnswer,
  statusAnswer,
  whatChangedAnswer,
  whatCheckedAnswer,
  whichInstanceAnswer,
  whoAnswer,
  whoApprovedAnswer,
  whyAnswer,
  whyNotAnswer,
]
