import { z } from 'zod'
import type { RemotePlatform } from '../platform-module.ts'
import { type TeamsAppConfig, teamsPlatform } from './options.ts'
import { teamsSettings } from './teams-settings.ts'

const identityWords = 'write <tenant id>/<object id>, two GUIDs'

export const teamsModule: RemotePlatform = {
  name: teamsPlatform,
  settings: teamsSettings,
  // People of Teams are people of Entra ID.
  identity: { key: 'entra', schema: z.string(identityWords).regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/i, identityWords) },
  create: async (config: TeamsAppConfig, dependencies) => {
    const { createTeamsChat } = await import('./index.ts')
    return createTeamsChat({ ...dependencies, config })
  },
}
