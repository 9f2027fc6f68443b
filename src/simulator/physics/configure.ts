import { beginAnew } from './begin-anew.ts'
import { chance } from './random.ts'
import type { SiteConfig } from './settings.ts'
import type { AppState, World } from './world.ts'
import type { Moment } from './writes.ts'

const felt = [
  'healthCheckPath',
  'alwaysOn',
  'linuxFxVersion',
  'autoHealEnabled',
  'autoHealRules',
  'minimumElasticInstanceCount',
  'preWarmedInstanceCount',
] as const satisfies readonly (keyof SiteConfig)[]

/** Takes over the fields that were sent, and no others. Azure starts the app's processes anew for any change of them. */
export function configure(
  world: World,
  app: AppState,
  sent: Readonly<Record<string, unknown>>,
  { at, nth }: Moment,
): void {
  const known = Object.fromEntries(felt.filter((name) => name in sent).map((name) => [name, sent[name]]))
  const others = Object.entries(sent).filter(([name]) => !(felt as readonly string[]).includes(name))
  app.config = { ...app.config, ...known, more: { ...app.config.more, ...Object.fromEntries(others) } }
  beginAnewWithSettings(world, app, { at, nth })
}

/** All settings at once; one that is not there any more is gone. */
export function changeSettings(
  world: World,
  app: AppState,
  appSettings: Readonly<Record<string, string>>,
  moment: Moment,
): void {
  app.appSettings = appSettings
  beginAnewWithSettings(world, app, moment)
}

function beginAnewWithSettings(world: World, app: AppState, { at, nth }: Moment): void {
  app.changedAt = at
  for (const process of app.processes) {
    const startInMs = 9000 + 8000 * chance(world.seed, 'configured', process.worker.machine, process.pid, nth)
    beginAnew(world, { app, process, at, startInMs, why: 'setting' })
  }
}
