/** The parts of an App Service app's ARM id. */
export interface AppId {
  /** The id as written, cut after the app or slot. */
  readonly id: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
  readonly slot?: string
}

const pattern =
  /\/subscriptions\/([^/\s?#]+)\/resourceGroups\/([^/\s?#]+)\/providers\/Microsoft\.Web\/sites\/([^/\s?#]+)(?:\/slots\/([^/\s?#]+))?/i

/**
 * Finds an app's or slot's ARM id in a text: a bare id in any case, one with a sub-resource behind it, or a portal
 * address that holds one. `undefined` where there is none.
 */
export const parseAppId = (text: string): AppId | undefined => {
  const found = pattern.exec(text)
  const [id, subscriptionId, resourceGroup, name, slot] = found ?? []
  if (id === undefined || subscriptionId === undefined || resourceGroup === undefined || name === undefined) return
  return { id, subscriptionId, resourceGroup, name, ...(slot === undefined ? {} : { slot }) }
}
