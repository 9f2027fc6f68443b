import type { StepArgs, WhatIfResult } from '../../src/incident/mitigation-plan.ts'
import { runWhatIf } from '../../src/mitigate/planning/run-what-if.ts'
import { minute, stepOf, type World } from './world.ts'

/** A step on an app of the practice estate where it is possible. */
export interface StepRow {
  readonly step: string
  readonly app: string
  readonly args?: StepArgs
  /** Every action without which the button may not be live. */
  readonly needs: readonly string[]
}

export const site = 'Microsoft.Web/sites'
const plan = 'Microsoft.Web/serverfarms'

/** The app that has to be stopped. */
export const rowFaults = { 'contoso-blog': 'app-stopped' }

/** Every step that changes something. */
export const stepRows: readonly StepRow[] = [
  { step: 'restart', app: 'contoso-web', needs: [`${site}/restart/action`] },
  { step: 'restart', app: 'contoso-web/staging', needs: [`${site}/slots/restart/action`] },
  { step: 'soft-restart', app: 'contoso-web', needs: [`${site}/restart/action`] },
  { step: 'restart-instance', app: 'contoso-web', needs: [`${site}/instances/processes/delete`] },
  { step: 'restart-instance', app: 'contoso-web/staging', needs: [`${site}/slots/instances/processes/delete`] },
  { step: 'reboot-worker', app: 'contoso-web', needs: [`${plan}/workers/reboot/action`] },
  { step: 'start', app: 'contoso-blog', needs: [`${site}/start/action`] },
  { step: 'stop', app: 'contoso-web', needs: [`${site}/stop/action`] },
  { step: 'scale-out', app: 'contoso-web', args: { workers: 5 }, needs: [`${plan}/write`] },
  { step: 'scale-in', app: 'contoso-web', args: { workers: 2 }, needs: [`${plan}/write`] },
  { step: 'scale-up', app: 'contoso-web', args: { sku: 'P2v3' }, needs: [`${plan}/write`] },
  { step: 'scale-down', app: 'contoso-web', args: { sku: 'P0v3' }, needs: [`${plan}/write`] },
  { step: 'automatic-scaling', app: 'contoso-web', needs: [`${plan}/write`] },
  { step: 'autoscale-set', app: 'contoso-web', needs: ['Microsoft.Insights/autoscalesettings/write'] },
  { step: 'metric-alert', app: 'contoso-web', needs: ['Microsoft.Insights/metricAlerts/write'] },
  { step: 'auto-heal', app: 'contoso-web', needs: [`${site}/config/write`] },
  { step: 'health-check', app: 'contoso-web', args: { path: '/up' }, needs: [`${site}/config/write`] },
  { step: 'health-check', app: 'contoso-web/staging', args: { path: '/up' }, needs: [`${site}/slots/config/write`] },
  { step: 'swap-back', app: 'contoso-web', needs: [`${site}/slotsswap/action`] },
]

/** The what-if as the runbook runs it, on one of the app's instances where the step is about one. */
export const whatIfOf = async (
  world: World,
  { step: id, app: query, args = {} }: Omit<StepRow, 'needs'>,
): Promise<WhatIfResult> => {
  // Azure counts reads.
  world.pass(minute)
  const step = stepOf(id)
  const app = await world.app(query)
  const instance = 'instance' in step.inputs ? { instance: await anInstanceOf(world, query) } : {}
  return runWhatIf(world.azure.reading, step, { app, args: { ...instance, ...args }, now: world.now() })
}

const anInstanceOf = async (world: World, query: string): Promise<string> =>
  (await world.plan('stop', query)).touches.instances[0] ?? 'none'
