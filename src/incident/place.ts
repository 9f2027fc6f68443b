/** Where a conversation happens: a channel, and in it the thread of one incident. */
export interface Place {
  readonly platform: string
  readonly tenant: string
  readonly channel: string
  readonly thread?: string
}

export const sameChannel = (a: Place, b: Place): boolean =>
  a.platform === b.platform && a.tenant === b.tenant && a.channel === b.channel

export const placeKey = (place: Place): string =>
  [place.platform, place.tenant, place.channel, place.thread ?? ''].map(encodeURIComponent).join('/')

/** The place without its thread. */
export const channelOf = ({ thread: _, ...channel }: Place): Place => channel
