import type { WriteMoment } from './app-writes.ts'
import { restartProcess } from './restart-process.ts'
import { seededFraction } from './seeded-random.ts'
import type { AppState } from './simulated-app.ts'
import type { SimulatedWorld } from './simulated-world.ts'
import type { SiteConfig } from './site-settings.ts'

const simulatedFields = [
  'healthCheckPath',
  'alwaysOn',
  'linuxFxVersion',
  'autoHealEnabled',
  'autoHealRules',
  'minimumElasticInstanceCount',
  'preWarmedInstanceCount',
] as const satisfies readonly (keyof SiteConfig)[]

/** Takes over the fields that were sent, and no others. Azure restarts the app's processes for any change of them. */
export function applySiteConfig(
  world: SimulatedWorld,
  app: AppState,
  sent: Readonly<Record<string, unknown>>,
  { at, writeNumber }: WriteMoment,
): void {
  const known = Object.fromEntries(simulatedFields.filter((name) => name in sent).map((name) => [name, sent[name]]))
  const others = Object.entries(sent).filter(([name]) => !(simulatedFields as readonly string[]).includes(name))
  app.config = { ...app.config, ...known, more: { ...app.config.more, ...Object.fromEntries(others) } }
  restartWithSettings(world, app, { at, writeNumber })
}

/** All settings at once; one that is not there any more is gone. */
export function replaceAppSettings(
  world: SimulatedWorld,
  app: AppState,
  appSettings: Readonly<Record<string, string>>,
  moment: WriteMoment,
): void {
  app.appSettings = appSettings
  restartWithSettings(world, app, moment)
}

function restartWithSettings(world: SimulatedWorld, app: AppState, { at, writeNumber }: WriteMoment): void {
  app.changedAt = at
  for (const process of app.processes) {
    const startInMs =
      9000 + 8000 * seededFraction(world.seed, 'configured', process.worker.machine, process.pid, writeNumber)
    restartProcess(world, { app, process, at, startInMs, why: 'setting' })
  }
}
