import type { ChatPlace } from '../../incident/chat-place.ts'
import type { CardRef } from '../types.ts'
import { slackPlatform } from './options.ts'

/** A message of ours: where `chat.update` finds it. */
export interface SlackMessageRef {
  readonly channel: string
  readonly ts: string
}

export const parseSlackMessageRef = (ref: CardRef): SlackMessageRef => {
  const { channel, ts } = ref
  if (typeof channel !== 'string' || typeof ts !== 'string') throw new Error('this card was not posted on Slack')
  return { channel, ts }
}

export const slackPlaceOf = (tenant: string, channel: string, thread: string): ChatPlace =>
  thread === '' ? { platform: slackPlatform, tenant, channel } : { platform: slackPlatform, tenant, channel, thread }

/** Conversations with one person: nothing in them needs to be whispered. */
export const isDirectMessageChannel = (channel: string): boolean => channel.startsWith('D')
