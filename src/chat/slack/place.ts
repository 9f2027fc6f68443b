import type { Place } from '../../incident/place.ts'
import type { CardRef } from '../types.ts'
import { platform } from './options.ts'

/** A message of ours: where `chat.update` finds it. */
export interface SlackRef {
  readonly channel: string
  readonly ts: string
}

export const refOf = (ref: CardRef): SlackRef => {
  const { channel, ts } = ref
  if (typeof channel !== 'string' || typeof ts !== 'string') throw new Error('this card was not posted on Slack')
  return { channel, ts }
}

export const placeOf = (tenant: string, channel: string, thread: string): Place =>
  thread === '' ? { platform, tenant, channel } : { platform, tenant, channel, thread }

/** Conversations with one person: nothing in them needs to be whispered. */
export const isDirect = (channel: string): boolean => channel.startsWith('D')
