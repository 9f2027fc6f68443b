import { requireAppId } from '../azure/arm-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { type AppRef, appLabelOf } from '../incident/app-ref.ts'

import type { MitigationPlan, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import { restartSuccess } from '../incident/verification/success-criteria.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from './follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from './follow-up/operation-headers.ts'
import { readWriteTraces } from './follow-up/write-trace.ts'
import { oneInstance, whichInstance } from './kinds/one-instance.ts'
import { type AppInstance, findInstance, readInstances } from './live-state/app-instances.ts'
import { readSiteState, type SiteState, whyNotRunning } from './live-state/site-state.ts'
import { readProcessByPid, readWorkerProcess } from './live-state/worker-process.ts'
import { noExtraCost } from './planning/extra-cost.ts'
import { restCommands } from './planning/manual-commands.ts'
import { whyNotSeenRunning } from './seen/seen-app.ts'
import type { MitigationStep, StartedStep, StepProgress } from './types.ts'

/** Ends the app's worker process on one instance; App Service starts a new one there. */
export const restartInstanceStep: MitigationStep = {
  id: 'restart-instance',
  kind: 'change',
  harm: 10,
  spokenAs: `
    restart* … instance, restart* … instantie, herstart* … instance, herstart* … instantie, reboot* … instance,
    reboot* … instantie, recycl* … instance, recycl* … instantie, instance … restart*, instantie … herstart*,
    instantie … restart*, restart* … process, herstart* … proces, kill* … process, kill* … proces, restart one,
    advanced restart*,
    restart* only rd*, restart … only rd*, restart* … rd0*, herstart* … rd0*, only … bad server,
    only … sick server, just this instance, only this instance, only that instance, only the instance, just the one instance,
    just one instance, alleen deze instan*, enkel deze instan*, enkel die instan*, alleen de instan*, alleen die … server, alleen die … instantie, bad server, sick instance, zieke server`,
  risk: 'low',
  destroysEvidence: true,
  inputs: { instance: 'instance' },
  askedBy: oneInstance,
  whyNot: whyNotSeenRunning,
  asks: whichInstance(true),
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/instances/processes/read',
    'Microsoft.Web/sites/instances/processes/delete',
    'Microsoft.Web/sites/slots/instances/processes/delete',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, state }) => {
    const app = requireAppId(resource)
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = captureOperationHeaders()
    const [pid, instance] = [String(state.pid), String(state.instance)]
    const { onResponse } = answer
    if (app.slot === undefined) {
      await webApps.deleteInstanceProcess(app.resourceGroup, app.name, pid, instance, { onResponse })
    } else {
      await webApps.deleteInstanceProcessSlot(app.resourceGroup, app.name, pid, app.slot, instance, { onResponse })
    }
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
  if (instance === undefined) return { impossible: unknownInstance(wanted, instances) }
  const worker = await readWorkerProcess(azure, app, instance.id)
  if (worker === undefined) return { impossible: messageOf('step.impossible.no-process', { instance: instance.name }) }
  return { plan: planOf(app, { site, instance, pid: worker.pid, others: instances.length - 1 }) }
}

const unknownInstance = (instance: string, instances: readonly AppInstance[]): TranslatableMessage =>
  messageOf('step.impossible.unknown-instance', { instance, known: instances.map(({ name }) => name).join(', ') })

interface Seen {
  readonly site: SiteState
  readonly instance: AppInstance
  readonly pid: string
  readonly others: number
}

const planOf = (app: AppRef, { site, instance, pid, others }: Seen): MitigationPlan => {
  const path = `${app.id}/instances/${instance.id}/processes/${pid}`
  return {
    step: 'restart-instance',
    args: { instance: instance.name },
    resource: app.id,
    writes: [{ method: 'DELETE', path }],
    // A new pid means that the process has been replaced already: that is what was wanted.
    state: { appState: site.state, plan: site.planId.toLowerCase(), instance: instance.id, pid },
    changes: [
      { what: messageOf('step.change.worker-process', { instance: instance.name }), before: `pid ${pid}`, after: '↻' },
    ],
    touches: { apps: [appLabelOf(app)], instances: [instance.name] },
    notice: [
      others === 0
        ? messageOf('step.notice.only-instance', { instance: instance.name })
        : messageOf('step.notice.restart-instance', { instance: instance.name, others }),
      messageOf('step.notice.evidence-lost'),
    ],
    cost: noExtraCost,
    success: restartSuccess,
    commands: restCommands('delete', path),
    destroysEvidence: true,
  }
}

/** The process is gone, or another one has its pid; ours, unless somebody else may have done it. */
const readProgress = async (
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const traces = await readWriteTraces(azure, [approved.resource, String(approved.state.plan)], started)
  const { ours } = traces
  if (ours.is === 'succeeded' || ours.is === 'failed') return progressFromTrace(ours)
  return (await isGone(azure, approved, started)) ? progressFromEffect(traces, started) : progressFromTrace(ours)
}

const isGone = async (
  azure: ReadingAzure,
  { resource, state }: MitigationPlan,
  started: StartedStep,
): Promise<boolean> => {
  const which = { instance: String(state.instance), pid: String(state.pid) }
  const process = await readProcessByPid(azure, { id: resource }, which)
  return process === undefined || (process.startedAt ?? 0) >= started.at
}
