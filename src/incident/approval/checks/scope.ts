import { writtenChannelOf } from '../../chat-place.ts'
import { matchesAnyGlob } from '../glob.ts'
import type { PolicyCheck } from './types.ts'

/** Which apps may be changed from which channel. */
export const channelScopeCheck: PolicyCheck = {
  id: 'scope',
  opensInEmergency: false,
  opensForUndo: false,
  check: ({ app, policy: { channels = [] }, place }) => {
    if (channels.length === 0 || place === undefined) return undefined
    const isInScope = channels.some(
      (scope) => matchesAnyGlob([scope.channel], writtenChannelOf(place)) && matchesAnyGlob(scope.apps, app.name),
    )
    return isInScope ? undefined : { reason: 'out-of-scope', args: { app: app.name } }
  },
}
