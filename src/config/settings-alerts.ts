import { z } from 'zod'
import { parseChannel } from '../chat/written-channel.ts'
import type { AlertChannel } from '../incident/approval/policy.ts'
import { declareSetting } from '../settings/declare-setting.ts'
import { guidSchema } from '../settings/setting-schemas.ts'

/** `contoso-*=slack/T0123/C0456, *=slack/T0123/C0999` */
const channels = z.string().transform((text, context): readonly AlertChannel[] => {
  const parsed = text
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .map(channelIn)
  if (parsed.length > 0 && parsed.every((entry) => entry !== undefined)) return parsed
  context.addIssue({
    code: 'custom',
    message: 'must be <app>=<platform>/<tenant>/<channel>, for example *=slack/T0123/C0456, separated by commas',
  })
  return z.NEVER
})

const channelIn = (entry: string): AlertChannel | undefined => {
  const [, app, where] = /^([\w*.-]{1,100})=(.+)$/.exec(entry) ?? []
  const channel = where === undefined ? undefined : parseChannel(where)
  if (app === undefined || channel === undefined) return undefined
  return app === '*' ? { channel } : { apps: [app], channel }
}

export const alertSettings = {
  ALERT_WEBHOOK_SECRET: declareSetting(z.string().min(16, 'must have 16 characters or more').optional(), {
    about: 'Secret that the action group puts behind /api/alerts?secret=, or sends as the header x-alert-secret.',
    example: '',
    secret: true,
  }),
  ALERT_ENTRA_TENANT_ID: declareSetting(guidSchema.optional(), {
    about: 'Entra tenant of a secure webhook, instead of the secret or beside it.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  ALERT_ENTRA_AUDIENCE: declareSetting(z.string().min(1).max(300).optional(), {
    about: 'Client id or application id URI of the app registration that the action group names.',
    example: 'api://00000000-0000-0000-0000-000000000000',
  }),
  ALERT_CHANNELS: declareSetting(channels.optional(), {
    about:
      'Channel by app, * for the others, after what the policy says: <app>=<platform>/<tenant>/<channel>, by commas.',
    example: 'contoso-*=slack/T0123/C0456,*=slack/T0123/C0999',
  }),
}
