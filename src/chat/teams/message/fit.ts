import type { AdaptiveCardJson } from '../../expand.ts'
import { refreshVerb } from '../input.ts'
import { type Json, map } from './tree.ts'

/** Teams asks at most this many members' clients to refresh by themselves. */
export const mostRefreshing = 60

/** The card with what is particular to Teams: its full width, no links that lead nowhere, its refresh. */
export const fitForTeams = (card: AdaptiveCardJson, refreshFor: readonly string[]): AdaptiveCardJson => ({
  ...withoutOwnPaths(card),
  msteams: { width: 'Full' },
  ...(refreshFor.length === 0 ? {} : { refresh: refresh(refreshFor) }),
})

/** A path of our own opens in the web chat only. */
const withoutOwnPaths = (card: AdaptiveCardJson): AdaptiveCardJson =>
  map(card, (node) => (node.type === 'Action.OpenUrl' && !isHttps(node.url) ? undefined : node)) ?? {}

const isHttps = (url: Json | undefined): boolean => typeof url === 'string' && url.startsWith('https://')

const refresh = (members: readonly string[]): Json => ({
  action: { type: 'Action.Execute', title: 'Refresh', verb: refreshVerb, data: {} },
  userIds: members.slice(0, mostRefreshing),
})
