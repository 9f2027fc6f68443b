import { createRequire } from 'node:module'
import type * as AdaptiveCards from 'adaptivecards'

const library: typeof AdaptiveCards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js')

type Node = { readonly [key: string]: unknown }

/** Everything that Microsoft's own library finds wrong with a card at version 1.5, unknown properties included. */
export const problemsOf = (card: object): readonly string[] => {
  const context = new library.SerializationContext(library.Versions.v1_5)
  const parsed = new library.AdaptiveCard()
  parsed.parse(card, context)
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)
  const invalid = parsed.validateProperties().validationEvents.map((event) => event.message)
  return [...events, ...invalid, ...unknownProperties(card as Node)]
}

const unknownProperties = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(unknownProperties)
  if (typeof node !== 'object' || node === null) return []
  const record = node as Node
  const known = typeof record.type === 'string' ? propertiesOf(record.type) : undefined
  const own = known === undefined ? [] : Object.keys(record).filter((key) => !known.has(key))
  const nested = Object.entries(record).filter(([key]) => key !== 'data')
  return [
    ...own.map((key) => `${record.type} has no ${key}`),
    ...nested.flatMap(([, value]) => unknownProperties(value)),
  ]
}

/** Read by the library's code, not by its property model. */
const contents: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['body', 'actions'],
  Container: ['items'],
  ColumnSet: ['columns'],
  Column: ['items'],
  ActionSet: ['actions'],
  RichTextBlock: ['inlines'],
  'Action.ShowCard': ['card'],
}

const propertiesOf = (type: string): ReadonlySet<string> => {
  const context = new library.SerializationContext(library.Versions.v1_5)
  const element =
    type === 'AdaptiveCard'
      ? new library.AdaptiveCard()
      : type === 'TextRun'
        ? new library.TextRun()
        : (context.elementRegistry.createInstance(type, context.targetVersion) ??
          context.actionRegistry.createInstance(type, context.targetVersion))
  if (element === undefined) return new Set()
  const schema = element.getSchema()
  const names = Array.from({ length: schema.getCount() }, (_, index) => schema.getItemAt(index).name)
  return new Set(['type', 'fallback', ...(contents[type] ?? []), ...names])
}
