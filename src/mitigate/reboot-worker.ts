import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { phrase } from '../incident/phrase.ts'
import type { Plan, StepArgs } from '../incident/plan.ts'
import { restCommands } from './commands.ts'
import { nothingMore } from './free.ts'
import { type PlanId, parsePlanId } from './ids.ts'
import { findInstance, type Instance, readInstances } from './instances.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { readPlanApps } from './plan-apps.ts'
import { listenForAnswer } from './send.ts'
import { readSite, whyNotRunning } from './site.ts'
import { restartSuccess } from './success.ts'
import { readTraces } from './trace.ts'
import type { Planned, Progress, Started, Step } from './types.ts'
import { readWorkerProcess } from './worker-process.ts'

/** Reboots one machine of the plan, with the processes of every app that runs on it. */
export const rebootWorker: Step = {
  id: 'reboot-worker',
  harm: 45,
  risk: 'medium',
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/instances/processes/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Web/serverfarms/workers/reboot/action',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, state }) => {
    const id = parsePlanId(resource)
    const answer = listenForAnswer()
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const { onResponse } = answer
    await appServicePlans.rebootWorker(id.resourceGroup, id.name, String(state.worker), { onResponse })
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
  if (instance === undefined) {
    const known = instances.map(({ name }) => name).join(', ')
    return { impossible: phrase('step.impossible.unknown-instance', { instance: wanted, known }) }
  }
  const id = parsePlanId(site.planId)
  const [apps, process] = await Promise.all([
    readPlanApps(azure, site.planId),
    readWorkerProcess(azure, app, instance.id),
  ])
  return { plan: planOf(app, { id, instance, apps, pid: process?.pid ?? null, others: instances.length - 1 }) }
}

interface Seen {
  readonly id: PlanId
  readonly instance: Instance
  readonly apps: readonly string[]
  /** Another process means that the machine, or the app on it, has begun anew already. */
  readonly pid: string | null
  readonly others: number
}

const planOf = (app: AppRef, { id, instance, apps, pid, others }: Seen): Plan => {
  const path = `${id.id}/workers/${instance.name}/reboot`
  return {
    step: 'reboot-worker',
    args: { instance: instance.name },
    resource: id.id,
    writes: [{ method: 'POST', path }],
    state: { worker: instance.name, instance: instance.id, app: app.id, pid, os: app.os },
    changes: [{ what: phrase('step.change.machine', { instance: instance.name }), before: '●', after: '↻' }],
    touches: { apps, instances: [instance.name] },
    notice: [
      others === 0
        ? phrase('step.notice.only-machine', { instance: instance.name })
        : phrase('step.notice.reboot-worker', { instance: instance.name, others }),
      ...(apps.length > 1 ? [phrase('step.notice.shared-plan', { plan: id.name, apps: apps.length })] : []),
      phrase('step.notice.evidence-lost'),
    ],
    cost: nothingMore,
    success: restartSuccess,
    commands: restCommands('post', path),
    destroysEvidence: true,
  }
}

/** No operation to follow: our process there is gone, or younger than the write. */
const look = async (azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const traces = await readTraces(azure, [approved.resource, String(approved.state.app)], started)
  const { ours: trace } = traces
  if (trace.is === 'failed') return fromTrace(trace)
  const os = approved.state.os === 'linux' ? 'linux' : 'windows'
  const app = { id: String(approved.state.app), os } as const
  const process = await readWorkerProcess(azure, app, String(approved.state.instance))
  if ((process?.startedAt ?? 0) >= started.at) return fromEffect(traces, started)
  return trace.is === 'succeeded' ? { is: 'running' } : fromTrace(trace)
}
