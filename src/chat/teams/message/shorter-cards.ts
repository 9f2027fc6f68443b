import { messageOf } from '../../../i18n/message.ts'
import type { Translate } from '../../../i18n/types.ts'
import type { AdaptiveCardJson } from '../../shared/card-expander.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json-object.ts'
import { mapNodes, walkNodes } from './card-tree.ts'

/**
 * Ever shorter cards: without what is folded away, then without the last sections, then with cut texts. Buttons that
 * carry a decision and the inputs that they send stay in every one of them.
 */
export function* shorterCards(card: AdaptiveCardJson, say: Translate): Generator<AdaptiveCardJson> {
  const note = noteOf(say)
  let body = listOf(withoutFolded(card).body)
  const rest = withoutFolded(card)
  yield { ...rest, body: [...body, note] }
  for (const section of body.slice(1).reverse()) {
    if (carriesDecision(section)) continue
    body = body.filter((item) => item !== section)
    yield { ...rest, body: [...body, note] }
  }
  for (const longest of [400, 150, 60]) yield truncateTexts({ ...rest, body: [...body, note] }, longest)
}

/** Ever lighter cards: without the longest of what is folded away, then without the next; nothing else is touched. */
export function* lighterCards(card: AdaptiveCardJson, say: Translate): Generator<AdaptiveCardJson> {
  const bySize = [...walkNodes(card)].filter(isFolded).toSorted((a, b) => sizeOf(b) - sizeOf(a))
  for (const count of bySize.keys()) {
    const ids = new Set(bySize.slice(0, count + 1).map(({ id }) => id))
    const rest = withoutFolds(card, ids)
    yield { ...rest, body: [...listOf(rest.body), noteOf(say)] }
  }
}

const sizeOf = (node: JsonObject): number => JSON.stringify(node).length

const noteOf = (say: Translate): JsonValue => ({
  type: 'TextBlock',
  isSubtle: true,
  wrap: true,
  text: say(messageOf('teams.shortened')),
})

const listOf = (json: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(json) ? json : [])

const withoutFolded = (card: AdaptiveCardJson): JsonObject =>
  withoutFolds(card, new Set([...walkNodes(card)].filter(isFolded).map(({ id }) => id)))

/** The sections that a button unfolds, and then that button. */
const withoutFolds = (card: AdaptiveCardJson, folded: ReadonlySet<JsonValue | undefined>): JsonObject => {
  const gone = (node: JsonObject): boolean =>
    (isFolded(node) && folded.has(node.id)) || (isToggle(node) && targets(node).every((id) => folded.has(id)))
  return mapNodes(card, (node) => (gone(node) ? undefined : node)) ?? {}
}

const isFolded = (node: JsonObject): boolean => node.isVisible === false && !carriesDecision(node)

const isToggle = ({ type }: JsonObject): boolean => type === 'Action.ToggleVisibility'

const targets = ({ targetElements }: JsonObject): readonly JsonValue[] =>
  listOf(targetElements).map((target) => (isJsonObject(target) ? (target.elementId ?? '') : target))

const carriesDecision = (json: JsonValue): boolean =>
  [...walkNodes(json)].some(({ type }) => typeof type === 'string' && /^(Action\.(Execute|Submit)|Input\.)/.test(type))

/** Titles of buttons and choices stay whole: they are what is decided on. */
const truncateTexts = (card: JsonObject, longest: number): JsonObject =>
  mapNodes(card, (node) => {
    if (typeof node.text !== 'string' || Array.from(node.text).length <= longest) return node
    return {
      ...node,
      text: `${Array.from(node.text)
        .slice(0, longest - 1)
        .join('')}…`,
    }
  }) ?? {}
