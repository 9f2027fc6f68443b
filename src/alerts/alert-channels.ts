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
