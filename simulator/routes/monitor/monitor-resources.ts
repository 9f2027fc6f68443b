import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteAnswer, type RouteCall, resourceGroupPath } from '../../http/arm-route.ts'
import { checkScope } from '../../http/find-resource.ts'
import type { StoredMonitorResource } from '../../physics/simulated-world.ts'
import { checkAutoscale } from './autoscale-check.ts'

interface MonitorResourceKind {
  /** As it stands in a path. */
  readonly segment: string
  readonly type: string
  readonly location: string
  /** What is answered to the first PUT. */
  readonly created: 200 | 201
  check?(call: RouteCall, properties: Readonly<Record<string, unknown>>): void
}

const kinds: readonly MonitorResourceKind[] = [
  {
    segment: 'autoscalesettings',
    type: 'Microsoft.Insights/autoscaleSettings',
    location: 'westeurope',
    created: 201,
    check: checkAutoscale,
  },
  { segment: 'metricAlerts', type: 'Microsoft.Insights/metricAlerts', location: 'global', created: 200 },
  { segment: 'actionGroups', type: 'Microsoft.Insights/actionGroups', location: 'Global', created: 201 },
]

/** What Azure Monitor keeps for the estate: autoscale settings (which act), alert rules and action groups. */
export const monitorResourcesRoutes: readonly ArmRoute[] = kinds.flatMap(routesOf)

function routesOf(kind: MonitorResourceKind): ArmRoute[] {
  const { segment, type } = kind
  const provider = `providers/Microsoft.Insights/${segment}`
  const one = `${resourceGroupPath}/${provider}/:name`
  const write = `${type}/Write`
  const lists = [`/subscriptions/:subscription/${provider}`, `${resourceGroupPath}/${provider}`].map(
    (path): ArmRoute => ({ method: 'get', path, action: `${type}/Read`, answer: (call) => listed(call, kind) }),
  )
  return [
    ...lists,
    { method: 'get', path: one, action: `${type}/Read`, answer: (call) => okAnswer(shown(findStored(call, kind))) },
    { method: 'put', path: one, action: write, changes: true, answer: (call) => put(call, kind) },
    { method: 'patch', path: one, action: write, changes: true, answer: (call) => patch(call, kind) },
    { method: 'delete', path: one, action: `${type}/Delete`, changes: true, answer: (call) => remove(call) },
  ]
}

function listed(call: RouteCall, { type }: MonitorResourceKind): RouteAnswer {
  checkScope(call)
  const value = [...call.world.monitorResources.values()].filter((one) => one.type === type).map(shown)
  return okAnswer(type === 'Microsoft.Insights/autoscaleSettings' ? { value, nextLink: null } : { value })
}

function findStored(call: RouteCall, { type }: MonitorResourceKind): StoredMonitorResource {
  checkScope(call)
  const known = call.world.monitorResources.get(keyOf(call))
  if (known !== undefined) return known
  throw armError(404, 'ResourceNotFound', `The Resource '${type}/${call.params.name}' was not found.`)
}

function put(call: RouteCall, kind: MonitorResourceKind): RouteAnswer {
  checkScope(call)
  const { properties, tags, location } = sentIn(call)
  if (properties === undefined) throw armError(400, 'BadRequest', 'The properties are missing.')
  kind.check?.(call, properties)
  const isNew = !call.world.monitorResources.has(keyOf(call))
  const body = storeResource(call, kind, { properties, tags: tags ?? {}, location: location ?? kind.location })
  return { status: isNew ? kind.created : 200, body }
}

function patch(call: RouteCall, kind: MonitorResourceKind): RouteAnswer {
  const known = findStored(call, kind)
  const { properties = {}, tags } = sentIn(call)
  const merged = { ...known.properties, ...properties }
  kind.check?.(call, merged)
  return okAnswer(storeResource(call, kind, { ...known, properties: merged, tags: tags ?? known.tags }))
}

function remove(call: RouteCall): RouteAnswer {
  checkScope(call)
  return { status: call.world.monitorResources.delete(keyOf(call)) ? 200 : 204 }
}

type SentResource = Pick<StoredMonitorResource, 'properties' | 'tags' | 'location'>

function storeResource(
  call: RouteCall,
  { type }: MonitorResourceKind,
  { properties, tags, location }: SentResource,
): Omit<StoredMonitorResource, 'putAt'> {
  const { name = '' } = call.params
  const stored = { id: call.path, name, type, location, tags, properties, putAt: call.now }
  call.world.monitorResources.set(keyOf(call), stored)
  return shown(stored)
}

function shown({ putAt: _, ...stored }: StoredMonitorResource): Omit<StoredMonitorResource, 'putAt'> {
  return stored
}

function keyOf({ path }: RouteCall): string {
  return path.toLowerCase()
}

function sentIn({ body }: RouteCall): Partial<SentResource> {
  return (body ?? {}) as Partial<SentResource>
}
