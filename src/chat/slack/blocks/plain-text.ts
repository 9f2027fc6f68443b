import type { PlainTextElement } from '@slack/types'
import { truncateText } from '../block-kit-limits.ts'

/** Text that nothing in it can turn into markup, a mention or a shortcode. Slack refuses empty ones. */
export const plainText = (text: string, longest: number): PlainTextElement => ({
  type: 'plain_text',
  text: truncateText(text.trim() === '' ? '–' : text, longest),
  emoji: false,
})
