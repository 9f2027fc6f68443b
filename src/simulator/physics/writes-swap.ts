import { beginAnew } from './begin-anew.ts'
import { chance, guidOf } from './random.ts'
import type { SiteConfig } from './settings.ts'
import { tickInMs } from './tick-length.ts'
import type { AppState, Operation, World } from './world.ts'
import type { Moment } from './writes.ts'

/** Who swaps with whom: the source is warmed up with the target's settings, then they change places. */
export interface Swap {
  readonly source: AppState
  readonly target: AppState
}

/** The settings go over first and the source starts with them; some minutes' patience later the traffic does. */
export function swap(world: World, between: Swap, { at, nth }: Moment): Operation {
  const { source } = between
  if (source.preparedSwap === undefined) prepareSwap(world, between, { at, nth })
  const lastsInMs = 55_000 + 40_000 * chance(world.seed, 'swap', source.spec.name, nth)
  const id = guidOf(world.seed, 'swap', source.spec.name, source.spec.slot ?? '', nth)
  // At the end of a tick, so that whoever is told that it is done also finds it done.
  const endsAt = Math.ceil((at + lastsInMs) / tickInMs) * tickInMs
  const operation = { id, planName: source.plan.spec.name, site: source.spec, startedAt: at, endsAt }
  world.operations.push(operation)
  world.due.push({ at: endsAt, carryOut: () => changePlaces(between, endsAt) })
  return operation
}

/** The first half of a swap with preview: the source runs with what it will have in the target's place. */
export function prepareSwap(world: World, { source, target }: Swap, moment: Moment): void {
  const { config, appSettings } = source
  source.preparedSwap = { targetSlot: target.spec.slot ?? 'production', config, appSettings }
  const sticky = stickyOf(source, target)
  source.appSettings = withSticky(appSettings, target.appSettings, sticky)
  warmUp(world, source, moment)
}

/** What was prepared is undone, and the source starts again as it was. */
export function cancelSwap(world: World, source: AppState, moment: Moment): void {
  if (source.preparedSwap === undefined) return
  source.config = source.preparedSwap.config
  source.appSettings = source.preparedSwap.appSettings
  source.preparedSwap = undefined
  warmUp(world, source, moment)
}

/** Code, settings and the processes that run with them; what belongs to the place stays in it. */
function changePlaces({ source, target }: Swap, at: number): void {
  const former = source.preparedSwap
  const sticky = stickyOf(source, target)
  const [code, processes, begun] = [source.deployments, source.processes, source.begun]
  const settings = { config: target.config, appSettings: target.appSettings }
  target.appSettings = source.appSettings
  target.config = inPlace(source.config, target.config)
  source.appSettings = withSticky(settings.appSettings, former?.appSettings ?? {}, sticky)
  source.config = inPlace(settings.config, source.config)
  Object.assign(source, { deployments: target.deployments, processes: target.processes, begun: target.begun })
  Object.assign(target, { deployments: code, processes, begun })
  source.preparedSwap = undefined
  target.lastSwap = { at, from: source.spec.slot ?? 'production' }
  source.changedAt = at
  target.changedAt = at
}

/** Microsoft: Always On and scale settings are not swapped. */
function inPlace(moved: SiteConfig, place: SiteConfig): SiteConfig {
  const { alwaysOn, minimumElasticInstanceCount, preWarmedInstanceCount } = place
  return { ...moved, alwaysOn, minimumElasticInstanceCount, preWarmedInstanceCount }
}

/** Those of the place, and all others of what moves in. */
function withSticky(
  moved: Readonly<Record<string, string>>,
  place: Readonly<Record<string, string>>,
  sticky: readonly string[],
): Readonly<Record<string, string>> {
  const isSticky = ([name]: readonly [string, string]) => sticky.includes(name)
  const free = Object.entries(moved).filter((one) => !isSticky(one))
  return Object.fromEntries([...free, ...Object.entries(place).filter(isSticky)])
}

/** Kept on the app itself, for all its slots. */
function stickyOf(source: AppState, target: AppState): readonly string[] {
  return (source.spec.slot === undefined ? source : target).slotSettings
}

function warmUp(world: World, app: AppState, { at, nth }: Moment): void {
  for (const process of app.processes) {
    const startInMs = 9000 + 8000 * chance(world.seed, 'warm up', process.worker.machine, process.pid, nth)
    beginAnew(world, { app, process, at, startInMs, why: 'swap' })
  }
}
