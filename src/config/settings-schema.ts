import { z } from 'zod'
import { remotePlatforms } from '../chat/index.ts'
import { settingDeclarations } from '../settings/declare-setting.ts'
import { alertSettings } from './settings-alerts.ts'
import { azureSettings } from './settings-azure.ts'
import { fileSettings } from './settings-files.ts'
import { generalSettings } from './settings-general.ts'
import { journalSettings } from './settings-journal.ts'
import { signInSettings } from './settings-sign-in.ts'
import { simulatorSettings } from './settings-simulator.ts'

interface SettingGroup {
  readonly title: string
  readonly shape: z.ZodRawShape
}

/** Every setting, declared once: its check, its words and its place in `.env.example`. */
const settingGroups: readonly SettingGroup[] = [
  { title: 'Appmedic itself', shape: generalSettings },
  { title: 'The key of the journal', shape: journalSettings },
  { title: 'Files that are collected: how large, and for how long', shape: fileSettings },
  {
    title: 'Practice: a simulated Azure, used as long as AZURE_SUBSCRIPTION_IDS is not set',
    shape: simulatorSettings,
  },
  { title: 'Azure: set AZURE_SUBSCRIPTION_IDS to leave practice', shape: azureSettings },
  ...remotePlatforms.map(({ settings }) => settings),
  {
    title: 'Alerts of Azure Monitor by webhook: a secret, or a tenant and an audience, opens /api/alerts',
    shape: alertSettings,
  },
  {
    title: 'Signing in by Entra ID, for approvals of which the policy asks it (stepUp): all four',
    shape: signInSettings,
  },
]

/** The settings that are no platform's. */
type OwnSettings = typeof generalSettings &
  typeof journalSettings &
  typeof fileSettings &
  typeof simulatorSettings &
  typeof azureSettings &
  typeof alertSettings &
  typeof signInSettings
export type OwnSettingName = keyof OwnSettings

/** With the platforms' among them, which only these know. */
export type SettingValues = z.output<z.ZodObject<OwnSettings>>

const allSettings: z.ZodRawShape = Object.assign({}, ...settingGroups.map(({ shape }) => shape))

export const settingsSchema = z.object(allSettings) as unknown as z.ZodType<SettingValues>

export const settingNames: readonly string[] = Object.keys(allSettings)

/** The text of `.env.example`: every setting in its group, with what it does, commented out. */
export const renderEnvExample = (): string => {
  const intro = `# Settings of Appmedic: copy this file to .env and take the # away from what you change.
# With none of them Appmedic runs in practice, on a simulated Azure, for this machine only.
# Made by npm run env-example; the settings are declared in src/config.
`
  return [intro, ...settingGroups.map(exampleSection)].join('\n')
}

const exampleSection = ({ title, shape }: SettingGroup): string =>
  [`# --- ${title} ---`, '', ...Object.entries(shape).map(exampleLines)].join('\n')

const exampleLines = ([name, schema]: readonly [string, z.core.$ZodType]): string => {
  const declaration = settingDeclarations.get(schema as z.ZodType)
  return `# ${declaration?.about}\n# ${name}=${declaration?.example}\n`
}
