import { subscriptionId } from '../../estate/estate-spec.ts'
import { resourceGroupName } from '../../estate/plan-specs.ts'
import { plantedSecrets } from '../../estate/planted-secrets.ts'
import { monitorError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer } from '../../http/arm-route.ts'
import { checkScope, isSameArmName } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import { seededGuid } from '../../physics/seeded-random.ts'
import type { ActivityEvent, SimulatedWorld } from '../../physics/simulated-world.ts'

const pageSize = 20

export const activityLogRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: '/subscriptions/:subscription/providers/Microsoft.Insights/eventtypes/management/values',
    action: 'Microsoft.Insights/eventtypes/values/Read',
    answer: (call) => {
      checkScope(call)
      const matches = filterIn(call.query.$filter)
      const shown = call.world.activity.filter(
        (event) => event.at + call.activityLogLagInMs <= call.now && matches(event),
      )
      const newestFirst = shown.toSorted((one, other) => other.at - one.at || other.write - one.write)
      return okAnswer(
        paginateItems(
          call,
          newestFirst.map((event) => body(call.world, event)),
          pageSize,
        ),
      )
    },
  },
]

type Matches = (event: ActivityEvent) => boolean

/** The quotes may be left out; times without a zone are UTC. */
const clause = /^(\w+)\s+(eq|ge|le)\s+'?([^']*)'?$/i

/** Azure takes a few patterns only, joined by `and`, and insists on a beginning. */
function filterIn(filter: string | undefined): Matches {
  const clauses = (filter ?? '').split(/\s+and\s+/i).filter((part) => part.trim() !== '')
  const tests = clauses.map((part) => {
    const [, field = '', operator = '', value = ''] = clause.exec(part.trim()) ?? []
    return testOf(field, operator.toLowerCase(), value) ?? refuse(`The filter '${part}' is not supported.`)
  })
  if (!clauses.some((part) => /^\s*eventTimestamp\s+ge/i.test(part))) refuse('The start time is missing in the filter.')
  return (event) => tests.every((test) => test(event))
}

function refuse(message: string): never {
  throw monitorError(400, 'BadRequest', message)
}

function testOf(field: string, operator: string, value: string): Matches | undefined {
  switch (`${field.toLowerCase()} ${operator}`) {
    case 'eventtimestamp ge':
      return ({ at }) => at >= timeIn(value)
    case 'eventtimestamp le':
      return ({ at }) => at <= timeIn(value)
    case 'resourceuri eq':
      return ({ resourceId }) =>
        isSameArmName(resourceId, value) || resourceId.toLowerCase().startsWith(`${value.toLowerCase()}/`)
    case 'resourcegroupname eq':
      return () => isSameArmName(value, resourceGroupName)
    case 'resourceprovider eq':
      return ({ resourceId }) => isSameArmName(providerOf(resourceId), value)
    case 'correlationid eq':
      return ({ correlationId }) => isSameArmName(correlationId, value)
    default:
      return undefined
  }
}

function providerOf(resourceId: string): string {
  return /\/providers\/([^/]+)/i.exec(resourceId)?.[1] ?? ''
}

function timeIn(text: string): number {
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)
}

function body(world: SimulatedWorld, event: ActivityEvent) {
  const dataId = seededGuid(world.seed, 'event', event.write, event.status)
  const named = (value: string) => ({ value, localizedValue: value })
  const code = event.status === 'Started' ? '' : String(event.statusCode)
  return {
    authorization: { action: event.action, scope: event.resourceId },
    caller: event.caller,
    channels: 'Operation',
    claims: { 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': plantedSecrets.email },
    correlationId: event.correlationId,
    description: '',
    eventDataId: dataId,
    eventName: event.status === 'Started' ? named('BeginRequest') : named('EndRequest'),
    category: named(/autoscaleSettings\/scale/i.test(event.action) ? 'Autoscale' : 'Administrative'),
    httpRequest: { clientRequestId: event.clientRequestId, clientIpAddress: '10.1.2.3', method: event.method },
    id: `${event.resourceId}/events/${dataId}/ticks/${String(621_355_968_000_000_000n + BigInt(event.at) * 10_000n)}`,
    level: event.status === 'Failed' ? 'Error' : 'Informational',
    resourceGroupName: resourceGroupName,
    resourceProviderName: named(providerOf(event.resourceId)),
    resourceId: event.resourceId,
    resourceType: named(event.action.split('/').slice(0, 2).join('/')),
    operationId: event.correlationId,
    operationName: named(event.action),
    properties: { statusCode: code, serviceRequestId: null },
    status: named(event.status),
    subStatus: { value: code, localizedValue: code },
    eventTimestamp: new Date(event.at).toISOString(),
    submissionTimestamp: new Date(event.at + 20_000).toISOString(),
    subscriptionId,
    tenantId: '',
  }
}
