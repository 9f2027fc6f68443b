import { z } from 'zod'
import { type SettingGroup, settingDeclarations, settingGroups } from './declare-setting.ts'
import { alertSettings } from './settings-alerts.ts'
import { azureSettings } from './settings-azure.ts'
import { generalSettings } from './settings-general.ts'
import { simulatorSettings } from './settings-simulator.ts'
import { slackSettings } from './settings-slack.ts'
import { teamsSettings } from './settings-teams.ts'

/** Every setting, declared once: its check, its words and its place in `.env.example`. */
export const settingsSchema = z.object({
  ...generalSettings,
  ...simulatorSettings,
  ...azureSettings,
  ...slackSettings,
  ...teamsSettings,
  ...alertSettings,
})

export type SettingValues = z.output<typeof settingsSchema>
export type SettingName = keyof SettingValues

export const settingNames = Object.keys(settingsSchema.shape) as readonly SettingName[]

/** The text of `.env.example`: every setting in its group, with what it does, commented out. */
export const renderEnvExample = (): string => {
  const intro = `# Settings of Appmedic: copy this file to .env and take the # away from what you change.
# With none of them Appmedic runs in practice, on a simulated Azure, for this machine only.
# Made by npm run env-example; the settings are declared in src/config.
`
  return [intro, ...(Object.keys(settingGroups) as SettingGroup[]).map(exampleSection)].join('\n')
}

const exampleSection = (group: SettingGroup): string => {
  const members = settingNames.filter((name) => settingDeclarations.get(settingsSchema.shape[name])?.group === group)
  return [`# --- ${settingGroups[group]} ---`, '', ...members.map(exampleLines)].join('\n')
}

const exampleLines = (name: SettingName): string => {
  const declaration = settingDeclarations.get(settingsSchema.shape[name])
  return `# ${declaration?.about}\n# ${name}=${declaration?.example}\n`
}
