import type { AdaptiveCardJson } from '../expand.ts'
import type { InvokeAnswer } from './connection.ts'
import { isNode, type Node, nodes } from './message/tree.ts'

/** What a click is answered with. Without any of these, Teams tells the clicker that something went wrong. */
export const messageAnswer = (text: string): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
})

export const cardAnswer = (card: AdaptiveCardJson): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
})

export const errorAnswer = (statusCode: 400 | 404 | 500, message: string): InvokeAnswer => ({
  status: 200,
  body: { statusCode, type: 'application/vnd.microsoft.error', value: { code: codes[statusCode], message } },
})

const codes = { 400: 'BadRequest', 404: 'NotFound', 500: 'InternalServerError' } as const

const longestInCodePoints = 1_000

/**
 * The card's words, a sentence for each block: a card in the answer would take the place of the one that was clicked.
 * Clients show it on one line.
 */
export const wordsOf = (card: AdaptiveCardJson): string => {
  const lines = [...nodes(card.body)].map(lineOf).filter((line) => line !== '')
  const sentences = lines.map((line) => (/[.!?:…]$/.test(line) ? line : `${line}.`))
  return Array.from(sentences.join(' ')).slice(0, longestInCodePoints).join('')
}

const lineOf = ({ type, text, inlines }: Node): string => {
  if (type === 'TextBlock' && typeof text === 'string') return text
  if (type !== 'RichTextBlock' || !Array.isArray(inlines)) return ''
  return inlines.map((run) => (isNode(run) && typeof run.text === 'string' ? run.text : '')).join('')
}
