/** What the app must be allowed, and no more; `manifest/slack/manifest.yaml` asks for exactly this. */
export const botScopes = [
  'app_mentions:read',
  'channels:history',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'users:read',
] as const

/** Events that are listened to. */
export const botEvents = ['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im'] as const

export const slashCommand = '/appmedic'

export const requestUrlPath = '/slack/events'
