import { SlackCallError } from './web-api.ts'

/** Slack does not take these blocks; anything simpler might do. */
const contentErrorCodes = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'invalid_arguments',
]
/** The card is no more, so that nothing is left to edit. */
const messageGoneErrorCodes = ['message_not_found', 'cant_update_message', 'thread_not_found', 'edit_window_closed']
/** The bot may not speak there. */
const noAccessErrorCodes = [
  'not_in_channel',
  'channel_not_found',
  'user_not_in_channel',
  'is_archived',
  'restricted_action',
]

export const isContentError = (error: unknown): boolean => isOneOf(error, contentErrorCodes)
export const isMessageGoneError = (error: unknown): boolean => isOneOf(error, messageGoneErrorCodes)
export const isNoAccessError = (error: unknown): boolean => isOneOf(error, noAccessErrorCodes)

const isOneOf = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof SlackCallError && codes.includes(error.code)
