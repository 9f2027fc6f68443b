import type { AppRef } from '../../incident/app-ref.ts'

export interface PlanId {
  readonly id: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
}

/** The parts of an App Service plan's ARM id. Throws on anything else: ids come from Azure, not from people. */
export const parsePlanId = (id: string): PlanId => {
  const found = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Web\/serverfarms\/([^/]+)$/i
  const [, subscriptionId, resourceGroup, name] = found.exec(id) ?? []
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined) {
    throw new Error(`Not an App Service plan's id: ${id}`)
  }
  return { id, subscriptionId, resourceGroup, name }
}

/** `contoso-web`, or for a slot `contoso-web/staging`, as ARM names it. */
export const appLabelOf = (app: AppRef): string => (app.slot === undefined ? app.name : `${app.name}/${app.slot}`)
