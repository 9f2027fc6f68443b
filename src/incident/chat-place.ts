/** Where a conversation happens: a channel, and in it the thread of one incident. */
export interface ChatPlace {
  readonly platform: string
  readonly tenant: string
  readonly channel: string
  readonly thread?: string
}

export const isSameChannel = (a: ChatPlace, b: ChatPlace): boolean =>
  a.platform === b.platform && a.tenant === b.tenant && a.channel === b.channel

export const placeKey = (place: ChatPlace): string =>
  [place.platform, place.tenant, place.channel, place.thread ?? ''].map(encodeURIComponent).join('/')

/** The place without its thread. */
export const channelOf = ({ thread: _, ...channel }: ChatPlace): ChatPlace => channel

/** As a policy writes it. */
export const writtenChannelOf = ({ platform, tenant, channel }: ChatPlace): string => `${platform}:${tenant}/${channel}`
