import { z } from 'zod'
import { declareSetting } from './declare-setting.ts'
import { prefixedSchema } from './setting-schemas.ts'

export const slackSettings = {
  SLACK_BOT_TOKEN: declareSetting(prefixedSchema('xoxb-', 'the bot user OAuth token').optional(), {
    group: 'slack',
    about: 'Bot user OAuth token (OAuth & Permissions).',
    example: 'xoxb-',
    secret: true,
  }),
  SLACK_APP_TOKEN: declareSetting(prefixedSchema('xapp-', 'an app-level token').optional(), {
    group: 'slack',
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
      group: 'slack',
      about: 'Signing secret (Basic Information), for requests over HTTPS.',
      example: '',
      secret: true,
    },
  ),
}
