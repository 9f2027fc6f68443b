import { parseAppId } from '../azure/app-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Plan, StepArgs } from '../incident/plan.ts'
import { restCommands } from './commands.ts'
import { nothingMore } from './free.ts'
import { labelOf } from './ids.ts'
import { findInstance, type Instance, readInstances } from './instances.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { listenForAnswer } from './send.ts'
import { readSite, type Site, whyNotRunning } from './site.ts'
import { restartSuccess } from './success.ts'
import { readTraces } from './trace.ts'
import type { Planned, Progress, Started, Step } from './types.ts'
import { readProcess, readWorkerProcess } from './worker-process.ts'

/** Ends the app's worker process on one instance; App Service starts a new one there. */
export const restartInstance: Step = {
  id: 'restart-instance',
  harm: 10,
  risk: 'low',
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/instances/processes/read',
    'Microsoft.Web/sites/instances/processes/delete',
    'Microsoft.Web/sites/slots/instances/processes/delete',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, state }) => {
    const app = parseAppId(resource)
    if (app === undefined) throw new Error(`Not an app: ${resource}`)
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = listenForAnswer()
    const [pid, instance] = [String(state.pid), String(state.instance)]
    const { onResponse } = answer
    if (app.slot === undefined) {
      await webApps.deleteInstanceProcess(app.resourceGroup, app.name, pid, instance, { onResponse })
    } else {
      await webApps.deleteInstanceProcessSlot(app.resourceGroup, app.name, pid, app.slot, instance, { onResponse })
    }
    return answer.applied()
  },
  look: (azure, approved, started) => unknownOnError(() => look(azure, approved, started)),
}

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<Planned> => {
  const wanted = String(args.instance ?? '')
  const [site, instances] = await Promise.all([readSite(azure, app), readInstances(azure, app)])
  const stopped = whyNotRunning(app, site)
  if (stopped !== undefined) return { impossible: stopped }
  const instance = findInstance(instances, wanted)
  if (instance === undefined) return { impossible: unknownInstance(wanted, instances) }
  const worker = await readWorkerProcess(azure, app, instance.id)
  if (worker === undefined) return { impossible: phrase('step.impossible.no-process', { instance: instance.name }) }
  return { plan: planOf(app, { site, instance, pid: worker.pid, others: instances.length - 1 }) }
}

const unknownInstance = (instance: string, instances: readonly Instance[]): Phrase =>
  phrase('step.impossible.unknown-instance', { instance, known: instances.map(({ name }) => name).join(', ') })

interface Seen {
  readonly site: Site
  readonly instance: Instance
  readonly pid: string
  readonly others: number
}

const planOf = (app: AppRef, { site, instance, pid, others }: Seen): Plan => {
  const path = `${app.id}/instances/${instance.id}/processes/${pid}`
  return {
    step: 'restart-instance',
    args: { instance: instance.name },
    resource: app.id,
    writes: [{ method: 'DELETE', path }],
    // A new pid means that the process has been replaced already: that is what was wanted.
    state: { appState: site.state, plan: site.planId.toLowerCase(), instance: instance.id, pid },
    changes: [
      { what: phrase('step.change.worker-process', { instance: instance.name }), before: `pid ${pid}`, after: '↻' },
    ],
    touches: { apps: [labelOf(app)], instances: [instance.name] },
    notice: [
      others === 0
        ? phrase('step.notice.only-instance', { instance: instance.name })
        : phrase('step.notice.restart-instance', { instance: instance.name, others }),
      phrase('step.notice.evidence-lost'),
    ],
    cost: nothingMore,
    success: restartSuccess,
    commands: restCommands('delete', path),
    destroysEvidence: true,
  }
}

/** The process is gone, or another one has its pid; ours, unless somebody else may have done it. */
const look = async (azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const traces = await readTraces(azure, [approved.resource, String(approved.state.plan)], started)
  const { ours } = traces
  if (ours.is === 'succeeded' || ours.is === 'failed') return fromTrace(ours)
  return (await isGone(azure, approved, started)) ? fromEffect(traces, started) : fromTrace(ours)
}

const isGone = async (azure: ReadingAzure, { resource, state }: Plan, started: Started): Promise<boolean> => {
  const which = { instance: String(state.instance), pid: String(state.pid) }
  const process = await readProcess(azure, { id: resource }, which)
  return process === undefined || (process.startedAt ?? 0) >= started.at
}
