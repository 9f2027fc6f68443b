import type { AdaptiveCardJson } from '../shared/card-expander.ts'
import { isJsonObject, type JsonObject } from '../shared/json-object.ts'
import type { InvokeResponse } from './connection.ts'
import { walkNodes } from './message/card-tree.ts'

/** What a click is answered with. Without any of these, Teams tells the clicker that something went wrong. */
export const messageInvokeResponse = (text: string): InvokeResponse => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
})

export const cardInvokeResponse = (card: AdaptiveCardJson): InvokeResponse => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
})

export const errorInvokeResponse = (statusCode: 400 | 404 | 500, message: string): InvokeResponse => ({
  status: 200,
  body: { statusCode, type: 'application/vnd.microsoft.error', value: { code: errorCodes[statusCode], message } },
})

const errorCodes = { 400: 'BadRequest', 404: 'NotFound', 500: 'InternalServerError' } as const

const maxCodePoints = 1_000

/**
 * The card's words, a sentence for each block: a card in the answer would take the place of the one that was clicked.
 * Clients show it on one line.
 */
export const cardTextOf = (card: AdaptiveCardJson): string => {
  const lines = [...walkNodes(card.body)].map(nodeTextOf).filter((line) => line !== '')
  const sentences = lines.map((line) => (/[.!?:…]$/.test(line) ? line : `${line}.`))
  return Array.from(sentences.join(' ')).slice(0, maxCodePoints).join('')
}

const nodeTextOf = ({ type, text, inlines }: JsonObject): string => {
  if (type === 'TextBlock' && typeof text === 'string') return text
  if (type !== 'RichTextBlock' || !Array.isArray(inlines)) return ''
  return inlines.map((run) => (isJsonObject(run) && typeof run.text === 'string' ? run.text : '')).join('')
}
