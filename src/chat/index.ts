import type { LocalPlatform, RemotePlatform } from './platform-module.ts'
import { slackModule } from './slack/slack-module.ts'
import { teamsModule } from './teams/teams-module.ts'
import { webModule } from './web/web-module.ts'

/** Every platform that settings can switch on, in the order in which they stand in `.env.example`. */
export const remotePlatforms: readonly RemotePlatform[] = [slackModule, teamsModule]

export const localPlatform: LocalPlatform = webModule

/** Under whose name people of Entra ID stand in the policy. */
export const entraPlatformName = teamsModule.name
