import { z } from 'zod'
import { parseAppId } from '../azure/app-id.ts'
import { toAzureError } from '../azure/errors.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Plan, StepArgs } from '../incident/plan.ts'
import { swapCommands } from './commands.ts'
import { nothingMore } from './free.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { readOperation } from './operation.ts'
import { readList, readOne, webApi } from './read.ts'
import { listenForAnswer } from './send.ts'
import { restartSuccess } from './success.ts'
import { readTraces } from './trace.ts'
import type { Planned, Progress, Started, Step } from './types.ts'

/** Swaps a slot with production again: what ran before the last swap then runs, warmed up first. */
export const swapBack: Step = {
  id: 'swap-back',
  harm: 30,
  risk: 'medium',
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/slots/read',
    'Microsoft.Web/sites/deployments/read',
    'Microsoft.Web/sites/slotsdiffs/action',
    'Microsoft.Web/sites/slotsswap/action',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, args }) => {
    const app = parseAppId(resource)
    if (app === undefined) throw new Error(`Not an app: ${resource}`)
    const answer = listenForAnswer()
    const { webApps } = azure.appService(app.subscriptionId)
    const entity = { targetSlot: String(args.slot), preserveVnet: true }
    const options = { onResponse: answer.onResponse }
    // Accepted is enough: the reading client follows the operation from here.
    await webApps.swapSlotWithProduction(app.resourceGroup, app.name, entity, options).submitted()
    return answer.applied()
  },
  look: (azure, approved, started) => unknownOnError(() => look(azure, approved, started)),
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

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<Planned> => {
  if (app.slot !== undefined) return { impossible: phrase('step.impossible.swap-slot', { app: app.name }) }
  const [production, { items: slots }] = await Promise.all([
    readOne(azure, { path: app.id, version: webApi }, site),
    readList(azure, { path: `${app.id}/slots`, version: webApi }, site),
  ])
  const names = slots.map(({ name }) => name.split('/').at(-1) ?? name).sort()
  const last = production.properties.slotSwapStatus
  const wanted = String(args.slot ?? last?.sourceSlotName ?? (names.length === 1 ? names[0] : ''))
  const slot = names.find((name) => name.toLowerCase() === wanted.toLowerCase())
  if (slot === undefined) return { impossible: whichSlot(app, names) }
  const other = slots.find(({ name }) => name.endsWith(`/${slot}`))
  if (other?.properties.state.toLowerCase() !== 'running') {
    const args = { app: `${app.name}/${slot}`, state: other?.properties.state ?? '–' }
    return { impossible: phrase('step.impossible.not-running', args) }
  }
  const [differences, here, there] = await Promise.all([
    differencesOf(azure, app, slot),
    activeDeployment(azure, app.id),
    activeDeployment(azure, `${app.id}/slots/${slot}`),
  ])
  return { plan: planOf(app, { slot, differences, here, there, swappedAt: last?.timestampUtc ?? null }) }
}

const whichSlot = (app: AppRef, names: readonly string[]): Phrase =>
  names.length === 0
    ? phrase('step.impossible.no-slots', { app: app.name })
    : phrase('step.impossible.which-slot', { app: app.name, known: names.join(', ') })

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
  const { items } = await readList(azure, { path: `${id}/deployments`, version: webApi }, deployment)
  const active = items.find(({ properties }) => properties?.active === true)
  return (active?.name ?? '').split('/').at(-1) ?? ''
}

interface Seen {
  readonly slot: string
  readonly differences: readonly string[]
  /** Ids of the deployments that run now; empty where Azure does not tell. */
  readonly here: string
  readonly there: string
  readonly swappedAt: string | null
}

const shownDifferences = 8

const planOf = (app: AppRef, { slot, differences, here, there, swappedAt }: Seen): Plan => ({
  step: 'swap-back',
  args: { slot },
  resource: app.id,
  writes: [{ method: 'POST', path: `${app.id}/slotsswap` }],
  state: { slot, here, there, swappedAt, differences: differences.join(',') },
  changes: [
    { what: phrase('step.change.code', { app: app.name }), before: short(here), after: short(there) },
    ...differences.slice(0, shownDifferences).map((name) => ({
      what: phrase('step.change.setting', { name }),
      before: app.name,
      after: slot,
    })),
  ],
  touches: { apps: [app.name, `${app.name}/${slot}`], instances: [] },
  notice: [
    phrase('step.notice.swap', { app: app.name, slot }),
    phrase('step.notice.swap-settings', { count: differences.length }),
  ],
  warnings: [phrase('step.warning.swap-data')],
  cost: nothingMore,
  success: restartSuccess,
  undo: { step: 'swap-back', args: { slot } },
  commands: swapCommands(app, slot),
  destroysEvidence: true,
})

const short = (deployment: string): string => (deployment === '' ? '?' : deployment.slice(0, 10))

/** The operation tells it; without one, the deployment that runs has changed places. */
const look = async (azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const operation = started.operation === undefined ? undefined : await readOperation(azure, started.operation)
  if (operation !== undefined) return operation
  const { here, there } = approved.state
  const isSwapped = here !== there && (await activeDeployment(azure, approved.resource)) === there
  const traces = await readTraces(azure, [approved.resource], started)
  return isSwapped ? fromEffect(traces, started) : fromTrace(traces.ours)
}
