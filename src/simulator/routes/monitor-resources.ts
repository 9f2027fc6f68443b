import { armError } from '../http/arm-error.ts'
import { checkScope } from '../http/find.ts'
import { type Answer, type Call, groupPath, ok, type Route } from '../http/route.ts'
import type { Stored } from '../physics/world.ts'
import { checkAutoscale } from './autoscale-check.ts'

interface Kind {
  /** As it stands in a path. */
  readonly segment: string
  readonly type: string
  readonly location: string
  /** What is answered to the first PUT. */
  readonly created: 200 | 201
  check?(call: Call, properties: Readonly<Record<string, unknown>>): void
}

const kinds: readonly Kind[] = [
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
export const monitorResources: readonly Route[] = kinds.flatMap(routesOf)

function routesOf(kind: Kind): Route[] {
  const { segment, type } = kind
  const provider = `providers/Microsoft.Insights/${segment}`
  const one = `${groupPath}/${provider}/:name`
  const write = `${type}/Write`
  const lists = [`/subscriptions/:subscription/${provider}`, `${groupPath}/${provider}`].map(
    (path): Route => ({ method: 'get', path, action: `${type}/Read`, answer: (call) => listed(call, kind) }),
  )
  return [
    ...lists,
    { method: 'get', path: one, action: `${type}/Read`, answer: (call) => ok(shown(found(call, kind))) },
    { method: 'put', path: one, action: write, changes: true, answer: (call) => put(call, kind) },
    { method: 'patch', path: one, action: write, changes: true, answer: (call) => patch(call, kind) },
    { method: 'delete', path: one, action: `${type}/Delete`, changes: true, answer: (call) => remove(call) },
  ]
}

function listed(call: Call, { type }: Kind): Answer {
  checkScope(call)
  const value = [...call.world.stored.values()].filter((one) => one.type === type).map(shown)
  return ok(type === 'Microsoft.Insights/autoscaleSettings' ? { value, nextLink: null } : { value })
}

function found(call: Call, { type }: Kind): Stored {
  checkScope(call)
  const known = call.world.stored.get(keyOf(call))
  if (known !== undefined) return known
  throw armError(404, 'ResourceNotFound', `The Resource '${type}/${call.params.name}' was not found.`)
}

function put(call: Call, kind: Kind): Answer {
  checkScope(call)
  const { properties, tags, location } = sentIn(call)
  if (properties === undefined) throw armError(400, 'BadRequest', 'The properties are missing.')
  kind.check?.(call, properties)
  const isNew = !call.world.stored.has(keyOf(call))
  const body = keep(call, kind, { properties, tags: tags ?? {}, location: location ?? kind.location })
  return { status: isNew ? kind.created : 200, body }
}

function patch(call: Call, kind: Kind): Answer {
  const known = found(call, kind)
  const { properties = {}, tags } = sentIn(call)
  const merged = { ...known.properties, ...properties }
  kind.check?.(call, merged)
  return ok(keep(call, kind, { ...known, properties: merged, tags: tags ?? known.tags }))
}

function remove(call: Call): Answer {
  checkScope(call)
  return { status: call.world.stored.delete(keyOf(call)) ? 200 : 204 }
}

type Sent = Pick<Stored, 'properties' | 'tags' | 'location'>

function keep(call: Call, { type }: Kind, { properties, tags, location }: Sent): Omit<Stored, 'putAt'> {
  const { name = '' } = call.params
  const stored = { id: call.path, name, type, location, tags, properties, putAt: call.now }
  call.world.stored.set(keyOf(call), stored)
  return shown(stored)
}

function shown({ putAt: _, ...stored }: Stored): Omit<Stored, 'putAt'> {
  return stored
}

function keyOf({ path }: Call): string {
  return path.toLowerCase()
}

function sentIn({ body }: Call): Partial<Sent> {
  return (body ?? {}) as Partial<Sent>
}
