import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { AzureClients } from '../../src/azure/types.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { collectors as allCollectors } from '../../src/collect/index.ts'
import { runCollector } from '../../src/collect/run-collector.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import type { MitigationPlan, StepArgs } from '../../src/incident/mitigation-plan.ts'
import { steps } from '../../src/mitigate/index.ts'
import type { MitigationStep } from '../../src/mitigate/types.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import type { ObservationTarget } from '../../src/observe/types.ts'
import type { Estate } from './estate.ts'

const minute = 60_000
const correlationId = '99999999-9999-4999-8999-999999999999'
const deadline = () => AbortSignal.timeout(30_000)

/** Kudu's have nothing that they could be held to: there is no specification of Kudu. */
const collectors = allCollectors.filter(({ through }) => through === 'arm')

/** Who took part, and what went wrong on our side of the wire. */
export interface Driven {
  readonly apps: readonly string[]
  /** Steps that could be carried out on one app at least. */
  readonly steps: readonly string[]
  /** What was carried out, what was taken back included. */
  readonly plans: readonly MitigationPlan[]
  readonly troubles: readonly string[]
}

/** Every probe, collector and step of the product, on each of the estate's apps and slots. */
export async function driveProduct(estate: Estate): Promise<Driven> {
  const scenes = await openScenes(estate)
  const troubles = [...(await lookAround(scenes))]
  const plans: MitigationPlan[] = []
  for (const scene of scenes) {
    for (const step of steps) plans.push(...(await thereAndBack(step, scene)))
  }
  const done = new Set(plans.map(({ step }) => step))
  for (const { id } of steps) if (!done.has(id)) troubles.push(`no app could be treated with ${id}`)
  return { apps: scenes.map(({ app }) => nameOf(app)), steps: [...done], plans, troubles }
}

/** Every probe and collector, where much is broken at once. */
export async function driveThroughFaults(estate: Estate): Promise<readonly string[]> {
  return lookAround(await openScenes(estate))
}

async function openScenes(estate: Estate): Promise<readonly Scene[]> {
  const azure = await createAzure({
    credential: practiceCredential,
    mayVisit: () => true,
    simulatorUrl: estate.recorder.url,
    kudu: () => ({ read: true, commands: true }),
  })
  const directory = createAppDirectory({ reading: azure.reading, now: estate.now })
  return (await directory.apps()).map((app) => ({ azure, app, estate }))
}

async function lookAround(scenes: readonly Scene[]): Promise<readonly string[]> {
  const troubles: string[] = []
  for (const scene of scenes) troubles.push(...(await look(scene)), ...(await collect(scene)))
  return troubles
}

interface Scene {
  readonly azure: AzureClients
  readonly app: AppRef
  readonly estate: Estate
}

/** All probes at once, as the runbook does it; in words, what could not be seen. */
async function look({ azure, app, estate }: Scene): Promise<readonly string[]> {
  const results = await runProbes(probes, azure.reading, target(app, estate), { deadline, now: estate.now })
  const failed = results.filter(({ status }) => status !== 'ok' && status !== 'not-offered')
  return failed.map(({ probe, status, failure }) => `${probe} on ${nameOf(app)}: ${status}, ${failure?.key}`)
}

async function collect({ azure, app, estate }: Scene): Promise<readonly string[]> {
  const troubles: string[] = []
  for (const collector of collectors) {
    const result = await runCollector(collector, azure.reading, target(app, estate), { deadline })
    if (result.status !== 'ok') troubles.push(`${collector.id} on ${nameOf(app)}: ${result.failure.key}`)
    else if (Symbol.asyncIterator in result.collected.body) await readSome(result.collected.body)
  }
  return troubles
}

/** The step on this app, where it can be, and what takes it back. */
async function thereAndBack(step: MitigationStep, scene: Scene): Promise<readonly MitigationPlan[]> {
  const plan = await firstPossible(step, scene)
  if (plan === undefined) return []
  await carryOut(step, plan, scene)
  await look(scene)
  const undo = await planOfUndo(plan, scene)
  if (undo === undefined) return [plan]
  await carryOut(undo.by, undo.plan, scene)
  return [plan, undo.plan]
}

async function planOfUndo(
  { undo }: MitigationPlan,
  { azure, app, estate }: Scene,
): Promise<{ by: MitigationStep; plan: MitigationPlan } | undefined> {
  const by = steps.find(({ id }) => id === undo?.step)
  if (undo === undefined || by === undefined) return undefined
  const planned = await by.plan(azure.reading, app, undo.args, estate.now())
  if ('impossible' in planned) throw new Error(`${undo.step} could not be taken back: ${planned.impossible.key}`)
  return { by, plan: planned.plan }
}

/** As the runbook does it: apply, then look until it is over. */
async function carryOut(step: MitigationStep, plan: MitigationPlan, { azure, estate }: Scene): Promise<void> {
  const at = estate.now()
  const { taken, ...applied } = await step.apply(
    azure.writing({ writes: plan.writes, correlationId }),
    plan,
    deadline(),
  )
  if (taken !== undefined) return readSome(taken.body)
  for (let looks = 0; looks < 20; looks += 1) {
    estate.pass(minute)
    const { is } = await step.readProgress(azure.reading, plan, { correlationId, ...applied, at })
    if (is !== 'running' && is !== 'not-started') break
  }
}

/** The rest of a dump is as its beginning; the specifications say nothing of either. */
async function readSome(body: AsyncIterable<Uint8Array>): Promise<void> {
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > 1024 * 1024) break
  }
}

/** What people could ask for: one worker more or less than now, the first instance. */
async function firstPossible(step: MitigationStep, { azure, app, estate }: Scene): Promise<MitigationPlan | undefined> {
  for (const args of await argumentsFor(azure, app)) {
    const planned = await step.plan(azure.reading, app, args, estate.now())
    if ('plan' in planned) return planned.plan
  }
  return undefined
}

async function argumentsFor(azure: AzureClients, app: AppRef): Promise<readonly StepArgs[]> {
  const plan = (await azure.reading.get(app.planId, { 'api-version': '2023-12-01' })) as { sku: { capacity: number } }
  const list = (await azure.reading.get(`${app.id}/instances`, { 'api-version': '2023-12-01' })) as {
    value: readonly { name: string; properties?: { machineName?: string } }[]
  }
  const instance = list.value[0]?.properties?.machineName ?? list.value[0]?.name ?? ''
  return [-1, 1].map((more) => ({
    instance,
    workers: plan.sku.capacity + more,
    path: '/up',
    sku: more > 0 ? 'P2v3' : 'S1',
  }))
}

function target(app: AppRef, { now }: Estate): ObservationTarget {
  const to = now()
  return { app, window: { from: to - 60 * minute, to } }
}

function nameOf({ name, slot }: AppRef): string {
  return slot === undefined ? name : `${name}/${slot}`
}
