import { z } from 'zod'
import { declareSetting } from '../../settings/declare-setting.ts'
import { type GivenSettings, missingSettings } from '../../settings/missing-settings.ts'
import { prefixedSchema } from '../../settings/setting-schemas.ts'
import type { PlatformSettings } from '../platform-module.ts'
import type { SlackAppConfig } from './options.ts'

const shape = {
  SLACK_BOT_TOKEN: declareSetting(prefixedSchema('xoxb-', 'the bot user OAuth token').optional(), {
    about: 'Bot user OAuth token (OAuth & Permissions).',
    example: 'xoxb-',
    secret: true,
  }),
  SLACK_APP_TOKEN: declareSetting(prefixedSchema('xapp-', 'an app-level token').optional(), {
    about: 'App-level token with connections:write (Basic Information), for Socket Mode: needs no public address.',
    example: 'xapp-',
    secret: true,
  }),
  SLACK_SIGNING_SECRET: declareSetting(
    z
      .string()
      .regex(/^[0-9a-f]{32}$/i, 'must be the 32 hexadecimal digits under Basic Information')
      .optional(),
    {
      about: 'Signing secret (Basic Information), for requests over HTTPS.',
      example: '',
      secret: true,
    },
  ),
}
type Shape = typeof shape

const conflicts = (given: GivenSettings<keyof Shape>): readonly string[] => {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = given
  if (bot === undefined && app === undefined && signing === undefined) return []
  if (bot === undefined)
    return missingSettings(given, ['SLACK_BOT_TOKEN'], app === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN')
  if (app !== undefined || signing !== undefined) return []
  return ['SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTPS) is missing: SLACK_BOT_TOKEN needs one of them']
}

const configOf = (values: z.output<z.ZodObject<Shape>>): SlackAppConfig | undefined => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values
  if (botToken === undefined) return undefined
  if (appToken !== undefined) return { kind: 'socket', botToken, appToken }
  return signingSecret === undefined ? undefined : { kind: 'http', botToken, signingSecret }
}

export const slackSettings: PlatformSettings = {
  title: 'Slack: the bot token, with the app token (Socket Mode) or the signing secret (requests over HTTPS)',
  shape,
  prefix: 'SLACK_',
  neededSetting: 'SLACK_BOT_TOKEN',
  deliverySetting: 'SLACK_SIGNING_SECRET',
  conflicts,
  configOf,
}
