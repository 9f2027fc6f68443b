import type { AdaptiveCardJson } from '../../shared/card-expander.ts'
import type { Callee } from '../../shared/mentions.ts'

/** The card with those whom it calls above it. In a card Teams takes the object id of a person for a mention. */
export const withCalls = (card: AdaptiveCardJson, callees: readonly Callee[]): AdaptiveCardJson => {
  if (callees.length === 0) return card
  const calls = callees.map(({ name, id }) => ({ name: plainName(name), id }))
  const text = calls.map(({ name, id }) => (id === undefined ? name : tagOf(name))).join(', ')
  const entities = calls.flatMap(({ name, id }) =>
    id === undefined ? [] : [{ type: 'mention', text: tagOf(name), mentioned: { id, name } }],
  )
  const body = Array.isArray(card.body) ? card.body : []
  const called = { ...card, body: [{ type: 'TextBlock', wrap: true, text }, ...body] }
  return entities.length === 0 ? called : { ...called, msteams: { entities } }
}

const tagOf = (name: string): string => `<at>${name}</at>`

/** It stands in a text that is Markdown, and in a tag. */
const plainName = (name: string): string => name.replace(/[<>&*_`~#[\]()\\|!]/g, '').trim() || '–'
