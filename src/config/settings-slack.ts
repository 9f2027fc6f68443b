import { z } from 'zod'
import { startingWith } from './checks.ts'
import { setting } from './declare.ts'

export const slack = {
  SLACK_BOT_TOKEN: setting(startingWith('xoxb-', 'the bot user OAuth token').optional(), {
    group: 'slack',
    about: 'Bot user OAuth token (OAuth & Permissions).',
    example: 'xoxb-',
    secret: true,
  }),
  SLACK_APP_TOKEN: setting(startingWith('xapp-', 'an app-level token').optional(), {
    group: 'slack',
    about: 'App-level token with connections:write (Basic Information), for Socket Mode: needs no public address.',
    example: 'xapp-',
    secret: true,
  }),
  SLACK_SIGNING_SECRET: setting(
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
