import { z } from 'zod'
import type { RemotePlatform } from '../platform-module.ts'
import { type SlackAppConfig, slackPlatform } from './options.ts'
import { slackSettings } from './slack-settings.ts'

const identityWords = 'write <team id>/<user id>, for example T0123/U0456'

export const slackModule: RemotePlatform = {
  name: slackPlatform,
  settings: slackSettings,
  identity: { key: 'slack', schema: z.string(identityWords).regex(/^[TE]\w+\/[UW]\w+$/, identityWords) },
  create: async (config: SlackAppConfig, dependencies) => {
    const { createSlackChat } = await import('./index.ts')
    return createSlackChat({ ...dependencies, config })
  },
}
