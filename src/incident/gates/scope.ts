import { matches } from '../glob.ts'
import type { Gate } from './types.ts'

/** Which apps may be changed from which channel. */
export const scope: Gate = {
  id: 'scope',
  opensInEmergency: false,
  check: ({ app, policy: { channels = [] }, place }) => {
    if (channels.length === 0 || place === undefined) return undefined
    const channel = `${place.platform}:${place.tenant}/${place.channel}`
    const isInScope = channels.some((scope) => matches([scope.channel], channel) && matches(scope.apps, app.name))
    return isInScope ? undefined : { no: 'out-of-scope', args: { app: app.name } }
  },
}
