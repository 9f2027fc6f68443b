import { phrase } from '../../../incident/phrase.ts'
import type { Say } from '../../../language/types.ts'
import type { AdaptiveCardJson } from '../../expand.ts'
import { isNode, type Json, map, type Node, nodes } from './tree.ts'

/**
 * Ever shorter cards: without what is folded away, then without the last sections, then with cut texts. Buttons that
 * carry a decision and the inputs that they send stay in every one of them.
 */
export function* shorter(card: AdaptiveCardJson, say: Say): Generator<AdaptiveCardJson> {
  const note = noteOf(say)
  let body = listOf(withoutFolded(card).body)
  const rest = withoutFolded(card)
  yield { ...rest, body: [...body, note] }
  for (const section of body.slice(1).reverse()) {
    if (carriesDecision(section)) continue
    body = body.filter((item) => item !== section)
    yield { ...rest, body: [...body, note] }
  }
  for (const longest of [400, 150, 60]) yield cut({ ...rest, body: [...body, note] }, longest)
}

/** Ever lighter cards: without the longest of what is folded away, then without the next; nothing else is touched. */
export function* lighter(card: AdaptiveCardJson, say: Say): Generator<AdaptiveCardJson> {
  const bySize = [...nodes(card)].filter(isFolded).toSorted((a, b) => sizeOf(b) - sizeOf(a))
  for (const count of bySize.keys()) {
    const ids = new Set(bySize.slice(0, count + 1).map(({ id }) => id))
    const rest = without(card, ids)
    yield { ...rest, body: [...listOf(rest.body), noteOf(say)] }
  }
}

const sizeOf = (node: Node): number => JSON.stringify(node).length

const noteOf = (say: Say): Json => ({
  type: 'TextBlock',
  isSubtle: true,
  wrap: true,
  text: say(phrase('teams.shortened')),
})

const listOf = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : [])

const withoutFolded = (card: AdaptiveCardJson): Node =>
  without(card, new Set([...nodes(card)].filter(isFolded).map(({ id }) => id)))

/** The sections that a button unfolds, and then that button. */
const without = (card: AdaptiveCardJson, folded: ReadonlySet<Json | undefined>): Node => {
  const gone = (node: Node): boolean =>
    (isFolded(node) && folded.has(node.id)) || (isToggle(node) && targets(node).every((id) => folded.has(id)))
  return map(card, (node) => (gone(node) ? undefined : node)) ?? {}
}

const isFolded = (node: Node): boolean => node.isVisible === false && !carriesDecision(node)

const isToggle = ({ type }: Node): boolean => type === 'Action.ToggleVisibility'

const targets = ({ targetElements }: Node): readonly Json[] =>
  listOf(targetElements).map((target) => (isNode(target) ? (target.elementId ?? '') : target))

const carriesDecision = (json: Json): boolean =>
  [...nodes(json)].some(({ type }) => typeof type === 'string' && /^(Action\.(Execute|Submit)|Input\.)/.test(type))

/** Titles of buttons and choices stay whole: they are what is decided on. */
const cut = (card: Node, longest: number): Node =>
  map(card, (node) => {
    if (typeof node.text !== 'string' || Array.from(node.text).length <= longest) return node
    return {
      ...node,
      text: `${Array.from(node.text)
        .slice(0, longest - 1)
        .join('')}…`,
    }
  }) ?? {}
