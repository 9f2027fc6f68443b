import type { ChatPlace } from '../chat-place.ts'
import type { Person } from '../person.ts'
import type { Refusal } from '../refusal.ts'

/** What was said to people, in an incident or beside all of them. */
export type ConversationEvent =
  | { readonly type: 'Refused'; readonly refusal: Refusal }
  /** Somebody was answered outside an incident: help, or "I did not understand". */
  | { readonly type: 'Answered'; readonly how: string; readonly by: Person; readonly place: ChatPlace }
  /** From now on the bot speaks in this channel only when spoken to. */
  | { readonly type: 'ChannelMuted'; readonly by: Person; readonly place: ChatPlace }
  | { readonly type: 'ChannelUnmuted'; readonly by: Person; readonly place: ChatPlace }
