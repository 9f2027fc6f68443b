import type { AppRef } from '../incident/app.ts'
import { matches } from '../incident/glob.ts'
import type { Place } from '../incident/place.ts'
import type { AlertChannel } from '../incident/policy.ts'

/** The first that fits the app; the first without conditions is for whatever fits no other. */
export const channelFor = (channels: readonly AlertChannel[], app: AppRef): Place | undefined =>
  channels.find(
    ({ apps, tags }) =>
      matches(apps, app.name) && Object.entries(tags ?? {}).every(([tag, value]) => app.tags[tag] === value),
  )?.channel

export const defaultChannel = (channels: readonly AlertChannel[]): Place | undefined =>
  channels.find(({ apps, tags }) => apps === undefined && tags === undefined)?.channel

/** `slack/T0123/C0456`, `teams/<tenant>/19:abc@thread.tacv2`, `web/local/incidents`; `undefined` for anything else. */
export const parseChannel = (text: string): Place | undefined => {
  const [, platform, tenant, channel] = /^(slack|teams|web)\/([^/\s]{1,100})\/(\S{1,200})$/.exec(text) ?? []
  return platform === undefined || tenant === undefined || channel === undefined
    ? undefined
    : { platform, tenant, channel }
}
