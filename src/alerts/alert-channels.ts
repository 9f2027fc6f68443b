import type { AppRef } from '../incident/app-ref.ts'
import { matchesAnyGlob } from '../incident/approval/glob.ts'
import type { AlertChannel } from '../incident/approval/policy.ts'
import type { ChatPlace } from '../incident/chat-place.ts'

/** The first that fits the app; the first without conditions is for whatever fits no other. */
export const alertChannelFor = (channels: readonly AlertChannel[], app: AppRef): ChatPlace | undefined =>
  channels.find(
    ({ apps, tags }) =>
      matchesAnyGlob(apps, app.name) && Object.entries(tags ?? {}).every(([tag, value]) => app.tags[tag] === value),
  )?.channel

export const defaultAlertChannel = (channels: readonly AlertChannel[]): ChatPlace | undefined =>
  channels.find(({ apps, tags }) => apps === undefined && tags === undefined)?.channel

/** `slack/T0123/C0456`, `teams/<tenant>/19:abc@thread.tacv2`, `web/local/incidents`; `undefined` for anything else. */
export const parseChannel = (text: string): ChatPlace | undefined => {
  const [, platform, tenant, channel] = /^(slack|teams|web)\/([^/\s]{1,100})\/(\S{1,200})$/.exec(text) ?? []
  return platform === undefined || tenant === undefined || channel === undefined
    ? undefined
    : { platform, tenant, channel }
}
