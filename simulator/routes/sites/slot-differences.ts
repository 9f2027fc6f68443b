import { siteIdOf } from '../../estate/estate-ids.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import type { SlotPair } from '../../physics/start-swap.ts'

interface Difference {
  readonly type: 'AppSetting' | 'General'
  readonly name: string
  readonly here: string | null
  readonly there: string | null
}

/** What would be another in the target's place after the swap, in Azure's shape. */
export function slotDifferencesOf({ source, target }: SlotPair) {
  const id = `${siteIdOf(source.spec)}/slotsdiffs`
  return [...settings(source, target), ...general(source, target)].map(({ type, name, here, there }) => ({
    id: `${id}/${name}`,
    name,
    type: 'Microsoft.Web/sites/slotsdiffs',
    properties: {
      level: 'Warning',
      settingType: type,
      diffRule: 'SettingsWillBeModifiedInDestination',
      settingName: name,
      valueInCurrentSlot: here,
      valueInTargetSlot: there,
      description: `${name} differs between the slots.`,
    },
  }))
}

function settings(source: AppState, target: AppState): Difference[] {
  const sticky = (source.spec.slot === undefined ? source : target).slotSettings
  const names = [...new Set([...Object.keys(source.appSettings), ...Object.keys(target.appSettings)])]
  return names
    .filter((name) => !sticky.includes(name) && source.appSettings[name] !== target.appSettings[name])
    .map((name) => ({
      type: 'AppSetting',
      name,
      here: source.appSettings[name] ?? null,
      there: target.appSettings[name] ?? null,
    }))
}

const compared = ['healthCheckPath', 'linuxFxVersion', 'autoHealEnabled'] as const

function general(source: AppState, target: AppState): Difference[] {
  return compared
    .map((name) => ({ name, here: shown(source.config[name]), there: shown(target.config[name]) }))
    .filter(({ here, there }) => here !== there)
    .map((one) => ({ type: 'General', ...one }))
}

function shown(value: string | boolean | null): string | null {
  return value === null ? null : String(value)
}
