import { requireAppId } from '../../azure/arm-id.ts'
import { mapConcurrently, readsAtOnce } from '../../azure/map-concurrently.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'

import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import { restartSuccess } from '../../incident/verification/success-criteria.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from '../follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from '../follow-up/operation-headers.ts'
import { readWriteTraces } from '../follow-up/write-trace.ts'
import { type AppInstance, readInstances } from '../live-state/app-instances.ts'
import { readSiteState, type SiteState, whyNotRunning } from '../live-state/site-state.ts'
import { readWorkerProcess } from '../live-state/worker-process.ts'
import { noExtraCost } from '../planning/extra-cost.ts'
import { restCommands, webAppCommands } from '../planning/manual-commands.ts'
import { whyNotSeenRunning } from '../seen/seen-app.ts'
import type { MitigationStep, StartedStep, StepProgress } from '../types.ts'

export interface RestartKind extends Pick<MitigationStep, 'id' | 'harm' | 'spokenAs' | 'askedBy'> {
  readonly soft: boolean
}

/** Restarts every instance of an app: at once, or softly by recycling its processes. */
export const createRestartStep = (kind: RestartKind): MitigationStep => ({
  id: kind.id,
  kind: 'change',
  harm: kind.harm,
  spokenAs: kind.spokenAs,
  risk: kind.soft ? 'low' : 'medium',
  destroysEvidence: true,
  inputs: {},
  askedBy: kind.askedBy,
  whyNot: whyNotSeenRunning,
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/restart/action',
    'Microsoft.Web/sites/slots/restart/action',
  ],
  plan: async (azure, app) => {
    const [site, instances] = await Promise.all([readSiteState(azure, app), readInstances(azure, app)])
    const impossible = whyNotRunning(app, site)
    return impossible === undefined ? { plan: planOf(kind, app, { site, instances }) } : { impossible }
  },
  apply: async (azure, plan) => {
    const app = requireAppId(plan.resource)
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = captureOperationHeaders()
    const options = { onResponse: answer.onResponse, ...(kind.soft ? { softRestart: true } : {}) }
    if (app.slot === undefined) await webApps.restart(app.resourceGroup, app.name, options)
    else await webApps.restartSlot(app.resourceGroup, app.name, app.slot, options)
    return answer.applied()
  },
  readProgress: (azure, plan, started) => unknownOnError(() => readProgress(azure, plan, started)),
})

interface Seen {
  readonly site: SiteState
  readonly instances: readonly AppInstance[]
}

const planOf = (kind: RestartKind, app: AppRef, { site, instances }: Seen): MitigationPlan => ({
  step: kind.id,
  args: {},
  resource: app.id,
  writes: [{ method: 'POST', path: `${app.id}/restart` }],
  // Instances come and go by themselves; a restart means the same for whichever there are.
  state: { appState: site.state, plan: site.planId.toLowerCase(), os: app.os },
  changes: [
    { what: messageOf('step.change.restarts', { app: appLabelOf(app) }), before: site.state, after: site.state },
  ],
  touches: { apps: [appLabelOf(app)], instances: instances.map(({ name }) => name) },
  notice: noticesOf(kind, app, instances.length),
  cost: noExtraCost,
  success: restartSuccess,
  commands: kind.soft
    ? restCommands('post', `${app.id}/restart`, { query: 'softRestart=true' })
    : webAppCommands(app, 'restart'),
  destroysEvidence: true,
})

const noticesOf = ({ soft }: RestartKind, app: AppRef, instances: number): readonly TranslatableMessage[] => [
  soft ? messageOf('step.notice.soft-restart', { instances }) : messageOf('step.notice.restart', { instances }),
  messageOf('step.notice.cold-start', { app: appLabelOf(app) }),
  messageOf('step.notice.evidence-lost'),
]

/** A restart has no operation to follow: the activity log tells it by our id, or the processes by their age where nobody else restarted them. */
const readProgress = async (azure: ReadingAzure, plan: MitigationPlan, started: StartedStep): Promise<StepProgress> => {
  const traces = await readWriteTraces(azure, [plan.resource, String(plan.state.plan)], started)
  const { ours } = traces
  if (ours.is === 'succeeded' || ours.is === 'failed') return progressFromTrace(ours)
  return (await allStartedSince(azure, plan, started)) ? progressFromEffect(traces, started) : progressFromTrace(ours)
}

/** Every instance's worker process is younger than our write. */
const allStartedSince = async (azure: ReadingAzure, plan: MitigationPlan, started: StartedStep): Promise<boolean> => {
  const app = { id: plan.resource, os: plan.state.os === 'linux' ? 'linux' : 'windows' } as const
  const instances = await readInstances(azure, app)
  const workers = await mapConcurrently(readsAtOnce, instances, ({ id }) => readWorkerProcess(azure, app, id))
  return workers.length > 0 && workers.every((worker) => (worker?.startedAt ?? 0) >= started.at)
}
