import type { WriteMoment } from './app-writes.ts'
import { restartProcess } from './restart-process.ts'
import { seededFraction, seededGuid } from './seeded-random.ts'
import type { AppState } from './simulated-app.ts'
import { tickInMs } from './simulated-time.ts'
import type { LongRunningOperation, SimulatedWorld } from './simulated-world.ts'
import type { SiteConfig } from './site-settings.ts'

/** Who swaps with whom: the source is warmed up with the target's settings, then they change places. */
export interface SlotPair {
  readonly source: AppState
  readonly target: AppState
}

/** The settings go over first and the source starts with them; some minutes' patience later the traffic does. */
export function startSwap(
  world: SimulatedWorld,
  pair: SlotPair,
  { at, writeNumber }: WriteMoment,
): LongRunningOperation {
  const { source } = pair
  if (source.preparedSwap === undefined) prepareSwap(world, pair, { at, writeNumber })
  const lastsInMs = 55_000 + 40_000 * seededFraction(world.seed, 'swap', source.spec.name, writeNumber)
  const id = seededGuid(world.seed, 'swap', source.spec.name, source.spec.slot ?? '', writeNumber)
  // At the end of a tick, so that whoever is told that it is done also finds it done.
  const endsAt = Math.ceil((at + lastsInMs) / tickInMs) * tickInMs
  const operation = { id, planName: source.plan.spec.name, site: source.spec, startedAt: at, endsAt }
  world.operations.push(operation)
  world.scheduledChanges.push({ at: endsAt, apply: () => exchangeSlots(pair, endsAt) })
  return operation
}

/** The first half of a swap with preview: the source runs with what it will have in the target's place. */
export function prepareSwap(world: SimulatedWorld, { source, target }: SlotPair, moment: WriteMoment): void {
  const { config, appSettings } = source
  source.preparedSwap = { targetSlot: target.spec.slot ?? 'production', config, appSettings }
  const sticky = stickySettingNamesOf(source, target)
  source.appSettings = withStickySettings(appSettings, target.appSettings, sticky)
  restartForSwap(world, source, moment)
}

/** What was prepared is undone, and the source starts again as it was. */
export function cancelSwap(world: SimulatedWorld, source: AppState, moment: WriteMoment): void {
  if (source.preparedSwap === undefined) return
  source.config = source.preparedSwap.config
  source.appSettings = source.preparedSwap.appSettings
  source.preparedSwap = undefined
  restartForSwap(world, source, moment)
}

/** Code, settings and the processes that run with them; what belongs to the place stays in it. */
function exchangeSlots({ source, target }: SlotPair, at: number): void {
  const former = source.preparedSwap
  const sticky = stickySettingNamesOf(source, target)
  const { deployments, processes, processExits, processStarts } = source
  const settings = { config: target.config, appSettings: target.appSettings }
  target.appSettings = source.appSettings
  target.config = keepSlotBoundConfig(source.config, target.config)
  source.appSettings = withStickySettings(settings.appSettings, former?.appSettings ?? {}, sticky)
  source.config = keepSlotBoundConfig(settings.config, source.config)
  Object.assign(source, {
    deployments: target.deployments,
    processes: target.processes,
    processExits: target.processExits,
    processStarts: target.processStarts,
  })
  Object.assign(target, { deployments, processes, processExits, processStarts })
  source.preparedSwap = undefined
  target.lastSwap = { at, from: source.spec.slot ?? 'production' }
  source.changedAt = at
  target.changedAt = at
}

/** Microsoft: Always On and scale settings are not swapped. */
function keepSlotBoundConfig(moved: SiteConfig, place: SiteConfig): SiteConfig {
  const { alwaysOn, minimumElasticInstanceCount, preWarmedInstanceCount, subnet } = place
  return { ...moved, alwaysOn, minimumElasticInstanceCount, preWarmedInstanceCount, subnet }
}

/** Those of the place, and all others of what moves in. */
function withStickySettings(
  moved: Readonly<Record<string, string>>,
  place: Readonly<Record<string, string>>,
  sticky: readonly string[],
): Readonly<Record<string, string>> {
  const isSticky = ([name]: readonly [string, string]) => sticky.includes(name)
  const free = Object.entries(moved).filter((one) => !isSticky(one))
  return Object.fromEntries([...free, ...Object.entries(place).filter(isSticky)])
}

/** Kept on the app itself, for all its slots. */
function stickySettingNamesOf(source: AppState, target: AppState): readonly string[] {
  return (source.spec.slot === undefined ? source : target).slotSettings
}

function restartForSwap(world: SimulatedWorld, app: AppState, { at, writeNumber }: WriteMoment): void {
  for (const process of app.processes) {
    const startInMs =
      9000 + 8000 * seededFraction(world.seed, 'warm up', process.worker.machine, process.pid, writeNumber)
    restartProcess(world, { app, process, at, startInMs, why: 'swap' })
  }
}
