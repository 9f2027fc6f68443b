import type { ChatPlace } from '../incident/chat-place.ts'
import { localPlatform, remotePlatforms } from './index.ts'

const platformNames = [...remotePlatforms, localPlatform].map(({ name }) => name).join('|')

const channelPattern = new RegExp(`^(${platformNames})/([^/\\s]{1,100})/(\\S{1,200})$`)

/** `slack/T0123/C0456`, `teams/<tenant>/19:abc@thread.tacv2`, `web/local/incidents`; `undefined` for anything else. */
export const parseChannel = (text: string): ChatPlace | undefined => {
  const [, platform, tenant, channel] = channelPattern.exec(text) ?? []
  return platform === undefined || tenant === undefined || channel === undefined
    ? undefined
    : { platform, tenant, channel }
}

/** Patterns of channels, as the policy writes them: `slack:T0123/C0456`, `*:T0123/*`. */
export const channelGlobPattern = new RegExp(`^(${platformNames}|\\*):.+/.+$`)
