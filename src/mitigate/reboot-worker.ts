import { type PlanId, requirePlanId } from '../azure/arm-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { MitigationPlan, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import { restartSuccess } from '../incident/verification/success-criteria.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from './follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from './follow-up/operation-headers.ts'
import { readWriteTraces } from './follow-up/write-trace.ts'
import { oneInstance, whichInstance } from './kinds/one-instance.ts'
import { type AppInstance, findInstance, readInstances } from './live-state/app-instances.ts'
import { readPlanApps } from './live-state/plan-apps.ts'
import { readSiteState, whyNotRunning } from './live-state/site-state.ts'
import { readWorkerProcess } from './live-state/worker-process.ts'
import { noExtraCost } from './planning/extra-cost.ts'
import { restCommands } from './planning/manual-commands.ts'
import { whyNotSeenRunning } from './seen/seen-app.ts'
import type { MitigationStep, StartedStep, StepProgress } from './types.ts'

/** Reboots one machine of the plan, with the processes of every app that runs on it. */
export const rebootWorkerStep: MitigationStep = {
  id: 'reboot-worker',
  kind: 'change',
  harm: 45,
  spokenAs: `
    reboot* … worker, reboot* … machine, reboot* … node, reboot* … server, reboot* … vm, restart* … worker,
    restart* … machine, restart* … node, restart* … server, restart* … vm, herstart* … worker,
    herstart* … machine, herstart* … server, herstart* … node, machine … reboot*, machine … herstart*,
    worker … reboot*, worker … herstart*, worker … restart*, start* … worker opnieuw, start* … machine opnieuw,
    start* … server opnieuw, start* … node opnieuw`,
  risk: 'medium',
  destroysEvidence: true,
  inputs: { instance: 'instance' },
  askedBy: oneInstance,
  whyNot: whyNotSeenRunning,
  asks: whichInstance(true),
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/instances/processes/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Web/serverfarms/workers/reboot/action',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, state }) => {
    const id = requirePlanId(resource)
    const answer = captureOperationHeaders()
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const { onResponse } = answer
    await appServicePlans.rebootWorker(id.resourceGroup, id.name, String(state.worker), { onResponse })
    return answer.applied()
  },
  readProgress: (azure, approved, started) => unknownOnError(() => readProgress(azure, approved, started)),
}

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<WhatIfResult> => {
  const wanted = String(args.instance ?? '')
  const [site, instances] = await Promise.all([readSiteState(azure, app), readInstances(azure, app)])
  const stopped = whyNotRunning(app, site)
  if (stopped !== undefined) return { impossible: stopped }
  const instance = findInstance(instances, wanted)
  if (instance === undefined) {
    const known = instances.map(({ name }) => name).join(', ')
    return { impossible: messageOf('step.impossible.unknown-instance', { instance: wanted, known }) }
  }
  const id = requirePlanId(site.planId)
  const [apps, process] = await Promise.all([
    readPlanApps(azure, site.planId),
    readWorkerProcess(azure, app, instance.id),
  ])
  return { plan: planOf(app, { id, instance, apps, pid: process?.pid ?? null, others: instances.length - 1 }) }
}

interface Seen {
  readonly id: PlanId
  readonly instance: AppInstance
  readonly apps: readonly string[]
  /** Another process means that the machine, or the app on it, has begun anew already. */
  readonly pid: string | null
  readonly others: number
}

const planOf = (app: AppRef, { id, instance, apps, pid, others }: Seen): MitigationPlan => {
  const path = `${id.id}/workers/${instance.name}/reboot`
  return {
    step: 'reboot-worker',
    args: { instance: instance.name },
    resource: id.id,
    writes: [{ method: 'POST', path }],
    state: { worker: instance.name, instance: instance.id, app: app.id, pid, os: app.os },
    changes: [{ what: messageOf('step.change.machine', { instance: instance.name }), before: '●', after: '↻' }],
    touches: { apps, instances: [instance.name] },
    notice: [
      others === 0
        ? messageOf('step.notice.only-machine', { instance: instance.name })
        : messageOf('step.notice.reboot-worker', { instance: instance.name, others }),
      ...(apps.length > 1 ? [messageOf('step.notice.shared-plan', { plan: id.name, apps: apps.length })] : []),
      messageOf('step.notice.evidence-lost'),
    ],
    cost: noExtraCost,
    success: restartSuccess,
    commands: restCommands('post', path),
    destroysEvidence: true,
  }
}

/** No operation to follow: our process there is gone, or younger than the write. */
const readProgress = async (
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const traces = await readWriteTraces(azure, [approved.resource, String(approved.state.app)], started)
  const { ours: trace } = traces
  if (trace.is === 'failed') return progressFromTrace(trace)
  const os = approved.state.os === 'linux' ? 'linux' : 'windows'
  const app = { id: String(approved.state.app), os } as const
  const process = await readWorkerProcess(azure, app, String(approved.state.instance))
  if ((process?.startedAt ?? 0) >= started.at) return progressFromEffect(traces, started)
  return trace.is === 'succeeded' ? { is: 'running' } : progressFromTrace(trace)
}
