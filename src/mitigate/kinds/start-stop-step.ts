import { requireAppId } from '../../azure/arm-id.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'

import type { MitigationPlan, SuccessCriteria } from '../../incident/mitigation-plan.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from '../follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from '../follow-up/operation-headers.ts'
import { readWriteTraces } from '../follow-up/write-trace.ts'
import { readInstances } from '../live-state/app-instances.ts'
import { readSiteState, type SiteState } from '../live-state/site-state.ts'
import { noExtraCost } from '../planning/extra-cost.ts'
import { webAppCommands } from '../planning/manual-commands.ts'
import { whyNotSeen } from '../seen/seen-app.ts'
import type { MitigationStep, StartedStep, StepProgress } from '../types.ts'

export interface StartStopKind
  extends Pick<MitigationStep, 'id' | 'harm' | 'spokenAs' | 'risk' | 'askedBy' | 'objection'> {
  /** Azure's own, in its paths and operations. */
  readonly verb: 'start' | 'stop'
  /** The state from which it may be switched, and the one that it leads to; lower case. */
  readonly from: 'running' | 'stopped'
  readonly to: string
  readonly undo: string
  readonly success: SuccessCriteria
  notices(app: AppRef, instances: number): readonly TranslatableMessage[]
}

/** Starts or stops an app or slot, with all its instances. */
export const createStartStopStep = (kind: StartStopKind): MitigationStep => ({
  id: kind.id,
  kind: 'change',
  harm: kind.harm,
  spokenAs: kind.spokenAs,
  risk: kind.risk,
  ...(kind.objection === undefined ? {} : { objection: kind.objection }),
  destroysEvidence: kind.to === 'stopped',
  inputs: {},
  askedBy: kind.askedBy,
  whyNot: (seen) => whyNotSeen(seen, kind.from),
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    `Microsoft.Web/sites/${kind.verb}/action`,
    `Microsoft.Web/sites/slots/${kind.verb}/action`,
  ],
  plan: async (azure, app) => {
    const [site, instances] = await Promise.all([readSiteState(azure, app), readInstances(azure, app)])
    if (site.state.toLowerCase() !== kind.from) {
      return { impossible: messageOf(`step.impossible.not-${kind.from}`, { app: appLabelOf(app), state: site.state }) }
    }
    return { plan: planOf(kind, app, { site, instances: instances.map(({ name }) => name) }) }
  },
  apply: async (azure, { resource }) => {
    const app = requireAppId(resource)
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = captureOperationHeaders()
    const options = { onResponse: answer.onResponse }
    const { resourceGroup, name, slot } = app
    if (slot === undefined) await webApps[kind.verb](resourceGroup, name, options)
    else await webApps[`${kind.verb}Slot`](resourceGroup, name, slot, options)
    return answer.applied()
  },
  readProgress: (azure, plan, started) => unknownOnError(() => readProgress(kind, azure, plan, started)),
})

interface Seen {
  readonly site: SiteState
  readonly instances: readonly string[]
}

const planOf = (kind: StartStopKind, app: AppRef, { site, instances }: Seen): MitigationPlan => ({
  step: kind.id,
  args: {},
  resource: app.id,
  writes: [{ method: 'POST', path: `${app.id}/${kind.verb}` }],
  state: { appState: site.state, plan: site.planId.toLowerCase() },
  changes: [
    { what: messageOf('step.change.state', { app: appLabelOf(app) }), before: site.state, after: titled(kind.to) },
  ],
  touches: { apps: [appLabelOf(app)], instances },
  notice: kind.notices(app, instances.length),
  cost: noExtraCost,
  success: kind.success,
  undo: { step: kind.undo, args: {} },
  commands: webAppCommands(app, kind.verb),
  destroysEvidence: kind.to === 'stopped',
})

const titled = (state: string): string => state.charAt(0).toUpperCase() + state.slice(1)

/** The state itself shows it; where it does not, only the log can say that nothing was sent. */
const readProgress = async (
  kind: StartStopKind,
  azure: ReadingAzure,
  plan: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const { state } = await readSiteState(azure, { id: plan.resource })
  const traces = await readWriteTraces(azure, [plan.resource], started)
  const { ours: trace } = traces
  if (state.toLowerCase() === kind.to) return progressFromEffect(traces, started)
  // It went through, and somebody has switched it since.
  return trace.is === 'succeeded' ? { is: 'done' } : progressFromTrace(trace)
}
