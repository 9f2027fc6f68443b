import type { AdaptiveCardJson } from '../../shared/card-expander.ts'
import type { JsonValue } from '../../shared/json-object.ts'
import { refreshVerb } from '../parse-activity.ts'
import { mapNodes } from './card-tree.ts'

/** Teams asks at most this many members' clients to refresh by themselves. */
export const maxRefreshingMembers = 60

/** The card with what is particular to Teams: its full width, no links that lead nowhere, its refresh. */
export const adaptCardForTeams = (card: AdaptiveCardJson, refreshFor: readonly string[]): AdaptiveCardJson => ({
  ...withoutOwnPaths(card),
  msteams: { ...(card.msteams as object | undefined), width: 'Full' },
  ...(refreshFor.length === 0 ? {} : { refresh: refresh(refreshFor) }),
})

/** A path of our own opens in the web chat only. */
const withoutOwnPaths = (card: AdaptiveCardJson): AdaptiveCardJson =>
  mapNodes(card, (node) => (node.type === 'Action.OpenUrl' && !isHttps(node.url) ? undefined : node)) ?? {}

const isHttps = (url: JsonValue | undefined): boolean => typeof url === 'string' && url.startsWith('https://')

const refresh = (members: readonly string[]): JsonValue => ({
  action: { type: 'Action.Execute', title: 'Refresh', verb: refreshVerb, data: {} },
  userIds: members.slice(0, maxRefreshingMembers),
})
