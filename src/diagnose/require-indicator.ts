import { messageOf } from '../i18n/message.ts'
import type { Indicator, RequiredIndicator } from './cause-model.ts'

/** A sign that a cause can't do without, and the words for its lack. */
export const requireIndicator = (sign: Indicator, lacks: string): RequiredIndicator => ({
  indicator: sign,
  missingMessage: messageOf(lacks),
})
