/** The resource group in which a resource lies. */
export interface ResourceGroup {
  /** ARM id, from `/subscriptions/…`. */
  readonly id: string
  readonly subscriptionId: string
  readonly name: string
}

/** The parts of an App Service app's or slot's ARM id. */
export interface AppId {
  /** The id as written, cut after the app or slot. */
  readonly id: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
  readonly slot?: string
}

/** The parts of an App Service plan's ARM id. */
export type PlanId = Omit<AppId, 'slot'>

const part = '([^/\\s?#]+)'
const group = `/subscriptions/${part}/resourceGroups/${part}`
const groupPattern = new RegExp(`^${group}`, 'i')
const appPattern = new RegExp(`${group}/providers/Microsoft\\.Web/sites/${part}(?:/slots/${part})?`, 'i')
const planPattern = new RegExp(`^${group}/providers/Microsoft\\.Web/serverfarms/${part}$`, 'i')

/**
 * Finds an app's or slot's ARM id in a text: a bare id in any case, one with a sub-resource behind it, or a portal
 * address that holds one. `undefined` where there is none.
 */
export const parseAppId = (text: string): AppId | undefined => {
  const [id, subscriptionId, resourceGroup, name, slot] = appPattern.exec(text) ?? []
  if (id === undefined || subscriptionId === undefined || resourceGroup === undefined || name === undefined) return
  return { id, subscriptionId, resourceGroup, name, ...(slot === undefined ? {} : { slot }) }
}

/** The same of an id that Azure gave or a plan holds; throws where it is no app's. */
export const requireAppId = (id: string): AppId => {
  const app = parseAppId(id)
  if (app === undefined) throw new Error(`Not an app's id: ${id}`)
  return app
}

/** Throws where the id is no App Service plan's. */
export const requirePlanId = (id: string): PlanId => {
  const [, subscriptionId, resourceGroup, name] = planPattern.exec(id) ?? []
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined) {
    throw new Error(`Not an App Service plan's id: ${id}`)
  }
  return { id, subscriptionId, resourceGroup, name }
}

/** Throws where the id lies in no resource group. */
export const resourceGroupOf = (resourceId: string): ResourceGroup => {
  const [id, subscriptionId, name] = groupPattern.exec(resourceId) ?? []
  if (id === undefined || subscriptionId === undefined || name === undefined) {
    throw new Error(`Not in a resource group: ${resourceId}`)
  }
  return { id, subscriptionId, name }
}

/** ARM id of the app that a slot belongs to; the app's own id where it is none. */
export const productionIdOf = (id: string): string => id.replace(/\/slots\/[^/]+$/i, '')

export const slotNameOf = (id: string): string | undefined => /\/slots\/([^/]+)$/i.exec(id)?.[1]

/** The resource's own name: in lists, ARM puts the names of what it belongs to before it. */
export const ownNameOf = (idOrName: string): string => idOrName.split('/').at(-1) ?? idOrName

/** `contoso-web`, or `contoso-web/staging` for a slot. */
export const resourceLabelOf = (id: string): string => {
  const app = ownNameOf(productionIdOf(id))
  const slot = slotNameOf(id)
  return slot === undefined ? app : `${app}/${slot}`
}
