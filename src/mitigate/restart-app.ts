import { parseAppId } from '../azure/app-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Plan } from '../incident/plan.ts'
import { restartCommands, restCommands } from './commands.ts'
import { nothingMore } from './free.ts'
import { labelOf } from './ids.ts'
import { type Instance, readInstances } from './instances.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { eachOf } from './read.ts'
import { listenForAnswer } from './send.ts'
import { readSite, type Site, whyNotRunning } from './site.ts'
import { restartSuccess } from './success.ts'
import { readTraces } from './trace.ts'
import type { Progress, Started, Step } from './types.ts'
import { readWorkerProcess } from './worker-process.ts'

export interface RestartKind {
  readonly id: string
  readonly harm: number
  readonly soft: boolean
}

/** Restarts every instance of an app: at once, or softly by recycling its processes. */
export const restartStep = (kind: RestartKind): Step => ({
  id: kind.id,
  harm: kind.harm,
  risk: kind.soft ? 'low' : 'medium',
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/restart/action',
    'Microsoft.Web/sites/slots/restart/action',
  ],
  plan: async (azure, app) => {
    const [site, instances] = await Promise.all([readSite(azure, app), readInstances(azure, app)])
    const impossible = whyNotRunning(app, site)
    return impossible === undefined ? { plan: planOf(kind, app, { site, instances }) } : { impossible }
  },
  apply: async (azure, plan) => {
    const app = parseAppId(plan.resource)
    if (app === undefined) throw new Error(`Not an app: ${plan.resource}`)
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = listenForAnswer()
    const options = { onResponse: answer.onResponse, ...(kind.soft ? { softRestart: true } : {}) }
    if (app.slot === undefined) await webApps.restart(app.resourceGroup, app.name, options)
    else await webApps.restartSlot(app.resourceGroup, app.name, app.slot, options)
    return answer.applied()
  },
  look: (azure, plan, started) => unknownOnError(() => look(azure, plan, started)),
})

interface Seen {
  readonly site: Site
  readonly instances: readonly Instance[]
}

const planOf = (kind: RestartKind, app: AppRef, { site, instances }: Seen): Plan => ({
  step: kind.id,
  args: {},
  resource: app.id,
  writes: [{ method: 'POST', path: `${app.id}/restart` }],
  // Instances come and go by themselves; a restart means the same for whichever there are.
  state: { appState: site.state, plan: site.planId.toLowerCase(), os: app.os },
  changes: [{ what: phrase('step.change.restarts', { app: labelOf(app) }), before: site.state, after: site.state }],
  touches: { apps: [labelOf(app)], instances: instances.map(({ name }) => name) },
  notice: noticesOf(kind, app, instances.length),
  cost: nothingMore,
  success: restartSuccess,
  commands: kind.soft ? restCommands('post', `${app.id}/restart`, 'softRestart=true&') : restartCommands(app),
  destroysEvidence: true,
})

const noticesOf = ({ soft }: RestartKind, app: AppRef, instances: number): readonly Phrase[] => [
  soft ? phrase('step.notice.soft-restart', { instances }) : phrase('step.notice.restart', { instances }),
  phrase('step.notice.cold-start', { app: labelOf(app) }),
  phrase('step.notice.evidence-lost'),
]

/** A restart has no operation to follow: the activity log tells it by our id, or the processes by their age where nobody else restarted them. */
const look = async (azure: ReadingAzure, plan: Plan, started: Started): Promise<Progress> => {
  const traces = await readTraces(azure, [plan.resource, String(plan.state.plan)], started)
  const { ours } = traces
  if (ours.is === 'succeeded' || ours.is === 'failed') return fromTrace(ours)
  return (await allStartedSince(azure, plan, started)) ? fromEffect(traces, started) : fromTrace(ours)
}

/** Every instance's worker process is younger than our write. */
const allStartedSince = async (azure: ReadingAzure, plan: Plan, started: Started): Promise<boolean> => {
  const app = { id: plan.resource, os: plan.state.os === 'linux' ? 'linux' : 'windows' } as const
  const instances = await readInstances(azure, app)
  const workers = await eachOf(instances, ({ id }) => readWorkerProcess(azure, app, id))
  return workers.length > 0 && workers.every((worker) => (worker?.startedAt ?? 0) >= started.at)
}
