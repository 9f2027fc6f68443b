import { hasStatusTrait } from './action-status.ts'
import type { Action, Incident } from './incident.ts'
import { isSameRequest } from './same-request.ts'

/**
 * Whether the same step may be asked for anew from where this one ended: nothing of it has taken hold, nobody has asked
 * for it since, and none like it is on its way or waits for people.
 */
export const canBeAskedAgain = (action: Action, { actions, closed }: Incident): boolean => {
  if (closed !== undefined || !hasStatusTrait(action, 'retriable')) return false
  const same = actions.filter(({ request }) => isSameRequest(request, action.request))
  return same.at(-1)?.id === action.id && !same.some(isOnItsWay)
}

/** The last time that the same was asked for since; `undefined` of what cannot be asked for again, and where nobody has. */
export const laterRequestOf = (action: Action, { actions }: Incident): Action | undefined => {
  if (!hasStatusTrait(action, 'retriable')) return undefined
  const last = actions.findLast(({ request }) => isSameRequest(request, action.request))
  return last?.id === action.id ? undefined : last
}

const isOnItsWay = (action: Action): boolean =>
  !hasStatusTrait(action, 'ended') || hasStatusTrait(action, 'unsettled') || hasStatusTrait(action, 'under-way')
