import { type z, z as zod } from 'zod'

export interface SettingDeclaration {
  readonly group: SettingGroup
  /** What it does and what may be set, as one or two sentences. */
  readonly about: string
  /** Shown, commented out, in `.env.example`: the default where there is one. */
  readonly example: string
  /** Never shown to anybody. */
  readonly secret?: true
}

export const settingGroups = {
  general: 'Appmedic itself',
  simulator: 'Practice: a simulated Azure, used as long as AZURE_SUBSCRIPTION_IDS is not set',
  azure: 'Azure: set AZURE_SUBSCRIPTION_IDS to leave practice',
  slack: 'Slack: the bot token, with the app token (Socket Mode) or the signing secret (requests over HTTPS)',
  teams: 'Microsoft Teams: the three identifiers, with a password or a certificate',
  alerts: 'Alerts of Azure Monitor by webhook: a secret, or a tenant and an audience, opens /api/alerts',
} as const
export type SettingGroup = keyof typeof settingGroups

export const settingDeclarations = zod.registry<SettingDeclaration>()

/** A setting is a check with its words. */
export const declareSetting = <Schema extends z.ZodType>(schema: Schema, declaration: SettingDeclaration): Schema => {
  settingDeclarations.add(schema, declaration)
  return schema
}
