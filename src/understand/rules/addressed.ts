import type { MessageReading } from '../reading/types.ts'
import { has, wordCount } from './hits.ts'
import type { Rule } from './types.ts'

const barely = 3

/** Said to the bot, an app's name alone is a report. It never becomes a request to change something. */
export const addressedOnly: Rule = (reading, { addressed }) => {
  if (!addressed || reading.apps.length === 0 || !isBare(reading)) return undefined
  return { intent: 'report_outage', why: ['an app is named to the bot, nothing else', reading.apps.join(' ')] }
}

const isBare = ({ sentences }: MessageReading): boolean =>
  sentences.length === 1 &&
  sentences.every(
    (sentence) =>
      wordCount(sentence) <= barely &&
      !has(sentence, 'not', 'resolved', 'past', 'conditional', 'acted', 'progress', 'restart', 'scale', 'rollback'),
  )
