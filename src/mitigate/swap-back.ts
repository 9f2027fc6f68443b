import { z } from 'zod'
import { ownNameOf, requireAppId } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import { toAzureError } from '../azure/errors.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { MitigationPlan, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import { restartSuccess } from '../incident/verification/success-criteria.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from './follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from './follow-up/operation-headers.ts'
import { readOperationProgress } from './follow-up/operation-progress.ts'
import { readWriteTraces } from './follow-up/write-trace.ts'
import { noExtraCost } from './planning/extra-cost.ts'
import { azTarget, cmdletOn, type ManualCommands } from './planning/manual-commands.ts'
import { seenSlotsOf } from './seen/seen-app.ts'
import type { MitigationStep, StartedStep, StepProgress } from './types.ts'

/** Swaps a slot with production again: what ran before the last swap then runs, warmed up first. */
export const swapBackStep: MitigationStep = {
  id: 'swap-back',
  kind: 'change',
  harm: 30,
  spokenAs: `
    rollback*, roll* back, roll* … back, rolling … back, swap*, swap* back, slot, slots, slotwissel*,
    terugswap*, terugdraai*, terug te draaien, draai* … terug, terugrol*, terug te rollen, teruggerold,
    terugzet*, terugwissel*, wissel* … terug, zet* … vorige versie terug, vorige versie terug*, vorige versie,
    oude versie, terug naar … versie, previous version, old version, former version, earlier version,
    previous release, previous deploy*, previous build, go* back to, back to … version, revert*, zuruckroll*,
    zurucksetz*, zurucktausch*, vorherige version, alte version, revenir … version, version precedente,
    version anterior, volver a la version, versao anterior, reverter, versione precedente`,
  risk: 'medium',
  destroysEvidence: true,
  inputs: { slot: 'text' },
  askedBy: { intent: 'request_rollback', symptom: 'outage', argsOf: () => ({}) },
  whyNot: (seen) => {
    const { app } = seen
    if (app.slot !== undefined) return messageOf('step.impossible.swap-slot', { app: app.name })
    return seenSlotsOf(seen)?.length === 0 ? messageOf('step.impossible.no-slots', { app: app.name }) : undefined
  },
  asks: (seen) => {
    const slots = seenSlotsOf(seen) ?? []
    return slots.length < 2
      ? []
      : [{ input: 'slot', isRequired: true, choices: slots.map((name) => ({ value: name })) }]
  },
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/slots/read',
    'Microsoft.Web/sites/deployments/read',
    'Microsoft.Web/sites/slotsdiffs/action',
    'Microsoft.Web/sites/slotsswap/action',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, args }) => {
    const app = requireAppId(resource)
    const answer = captureOperationHeaders()
    const { webApps } = azure.appService(app.subscriptionId)
    const entity = { targetSlot: String(args.slot), preserveVnet: true }
    const options = { onResponse: answer.onResponse }
    // Accepted is enough: the reading client follows the operation from here.
    await webApps.swapSlotWithProduction(app.resourceGroup, app.name, entity, options).submitted()
    return answer.applied()
  },
  readProgress: (azure, approved, started) => unknownOnError(() => readProgress(azure, approved, started)),
}

const site = z.object({
  name: z.string(),
  properties: z.object({
    state: z.string(),
    slotSwapStatus: z.object({ timestampUtc: z.string().nullish(), sourceSlotName: z.string().nullish() }).nullish(),
  }),
})
const deployment = z.object({
  name: z.string(),
  properties: z.object({ active: z.boolean().nullish(), end_time: z.string().nullish() }).nullish(),
})

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<WhatIfResult> => {
  if (app.slot !== undefined) return { impossible: messageOf('step.impossible.swap-slot', { app: app.name }) }
  const [production, { items: slots }] = await Promise.all([
    readResource(azure, { path: app.id }, site),
    listResources(azure, { path: `${app.id}/slots` }, site),
  ])
  const names = slots.map(({ name }) => ownNameOf(name)).sort()
  const last = production.properties.slotSwapStatus
  const wanted = String(args.slot ?? last?.sourceSlotName ?? (names.length === 1 ? names[0] : ''))
  const slot = names.find((name) => name.toLowerCase() === wanted.toLowerCase())
  if (slot === undefined) return { impossible: whichSlot(app, names) }
  const other = slots.find(({ name }) => name.endsWith(`/${slot}`))
  if (other?.properties.state.toLowerCase() !== 'running') {
    const args = { app: `${app.name}/${slot}`, state: other?.properties.state ?? '–' }
    return { impossible: messageOf('step.impossible.not-running', args) }
  }
  const [differences, here, there] = await Promise.all([
    differencesOf(azure, app, slot),
    activeDeployment(azure, app.id),
    activeDeployment(azure, `${app.id}/slots/${slot}`),
  ])
  return { plan: planOf(app, { slot, differences, here, there, swappedAt: last?.timestampUtc ?? null }) }
}

const whichSlot = (app: AppRef, names: readonly string[]): TranslatableMessage =>
  names.length === 0
    ? messageOf('step.impossible.no-slots', { app: app.name })
    : messageOf('step.impossible.which-slot', { app: app.name, known: names.join(', ') })

/** Names of the settings that would change; their values may be secret, and are not read on. */
const differencesOf = async (azure: ReadingAzure, app: AppRef, slot: string): Promise<readonly string[]> => {
  const names = new Set<string>()
  try {
    const entity = { targetSlot: slot, preserveVnet: true }
    const { webApps } = azure.appService(app.subscriptionId)
    for await (const found of webApps.listSlotDifferencesFromProduction(app.resourceGroup, app.name, entity)) {
      if (found.settingName) names.add(found.settingName)
    }
  } catch (error) {
    throw toAzureError(error)
  }
  return [...names].sort()
}

const activeDeployment = async (azure: ReadingAzure, id: string): Promise<string> => {
  const { items } = await listResources(azure, { path: `${id}/deployments` }, deployment)
  const active = items.find(({ properties }) => properties?.active === true)
  return ownNameOf(active?.name ?? '')
}

interface Seen {
  readonly slot: string
  readonly differences: readonly string[]
  /** Ids of the deployments that run now; empty where Azure does not tell. */
  readonly here: string
  readonly there: string
  readonly swappedAt: string | null
}

const maxShownDifferences = 8

const planOf = (app: AppRef, { slot, differences, here, there, swappedAt }: Seen): MitigationPlan => ({
  step: 'swap-back',
  args: { slot },
  resource: app.id,
  writes: [{ method: 'POST', path: `${app.id}/slotsswap` }],
  state: { slot, here, there, swappedAt, differences: differences.join(',') },
  changes: [
    { what: messageOf('step.change.code', { app: app.name }), before: short(here), after: short(there) },
    ...differences.slice(0, maxShownDifferences).map((name) => ({
      what: messageOf('step.change.setting', { name }),
      before: app.name,
      after: slot,
    })),
  ],
  touches: { apps: [app.name, `${app.name}/${slot}`], instances: [] },
  notice: [
    messageOf('step.notice.swap', { app: app.name, slot }),
    messageOf('step.notice.swap-settings', { count: differences.length }),
  ],
  warnings: [messageOf('step.warning.swap-data')],
  cost: noExtraCost,
  success: restartSuccess,
  undo: { step: 'swap-back', args: { slot } },
  commands: swapCommands(app, slot),
  destroysEvidence: true,
})

const swapCommands = (app: AppRef, slot: string): ManualCommands => ({
  az: `az webapp deployment slot swap ${azTarget({ ...app, slot })} --target-slot production`,
  powershell: `${cmdletOn(app, 'Switch-AzWebAppSlot')} -SourceSlotName "${slot}" -DestinationSlotName "production"`,
})

const short = (deployment: string): string => (deployment === '' ? '?' : deployment.slice(0, 10))

/** The operation tells it; without one, the deployment that runs has changed places. */
const readProgress = async (
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const operation = started.operation === undefined ? undefined : await readOperationProgress(azure, started.operation)
  if (operation !== undefined) return operation
  const { here, there } = approved.state
  const isSwapped = here !== there && (await activeDeployment(azure, approved.resource)) === there
  const traces = await readWriteTraces(azure, [approved.resource], started)
  return isSwapped ? progressFromEffect(traces, started) : progressFromTrace(traces.ours)
}
