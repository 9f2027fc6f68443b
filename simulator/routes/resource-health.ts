import { planIdOf, siteIdOf } from '../estate/estate-ids.ts'
import { azureLocation, geoRegion, subscriptionId } from '../estate/estate-spec.ts'
import type { ServiceHealthEvent } from '../faults/types.ts'
import { type ArmRoute, okAnswer, planPath, type RouteCall, resourceGroupPath, sitePath } from '../http/arm-route.ts'
import { checkScope, findPlan, findSite } from '../http/find-resource.ts'
import { paginateItems } from '../http/paging.ts'
import type { AppState } from '../physics/simulated-app.ts'
import { dayInMs, floorTo, minuteInMs } from '../physics/simulated-time.ts'

const health = 'providers/Microsoft.ResourceHealth'
const read = 'Microsoft.ResourceHealth/availabilityStatuses/read'

export const resourceHealthRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/${health}/availabilityStatuses/current`,
    action: read,
    answer: (call) => okAnswer(ofSite(call, findSite(call))),
  },
  {
    method: 'get',
    path: `${sitePath}/${health}/availabilityStatuses`,
    action: read,
    answer: (call) => okAnswer(paginateItems(call, [ofSite(call, findSite(call))], 10)),
  },
  {
    method: 'get',
    path: `${planPath}/${health}/availabilityStatuses/current`,
    action: read,
    answer: (call) => okAnswer(statusOf(call, planIdOf(findPlan(call).spec.name), availabilityOf(call, true))),
  },
  ...['/subscriptions/:subscription', resourceGroupPath].map(
    (scope): ArmRoute => ({
      method: 'get',
      path: `${scope}/${health}/availabilityStatuses`,
      action: read,
      answer: (call) => {
        checkScope(call)
        return okAnswer(
          paginateItems(
            call,
            call.world.apps.map((app) => ofSite(call, app)),
            4,
          ),
        )
      },
    }),
  ),
  {
    method: 'get',
    path: `/subscriptions/:subscription/${health}/events`,
    action: 'Microsoft.ResourceHealth/events/read',
    answer: (call) => {
      checkScope(call)
      return okAnswer(
        paginateItems(
          call,
          ongoingOutages(call).map(({ event, since }) => serviceEvent(call, event, since)),
          10,
        ),
      )
    },
  },
]

interface AvailabilityState {
  readonly is: 'Available' | 'Degraded' | 'Unavailable'
  readonly since: number
  readonly summary: string
  readonly context?: 'Platform Initiated' | 'Customer Initiated'
}

/** Azure notices its own troubles some minutes late. */
const noticedAfterInMs = 3 * minuteInMs
const unavailableAfterInMs = 6 * minuteInMs

function ongoingOutages({ world, now }: RouteCall): { event: ServiceHealthEvent; since: number }[] {
  return world.faults.flatMap(({ fault, onset }) =>
    fault.serviceHealth !== undefined && now >= onset + noticedAfterInMs
      ? [{ event: fault.serviceHealth, since: onset }]
      : [],
  )
}

function availabilityOf(call: RouteCall, enabled: boolean): AvailabilityState {
  const [first] = ongoingOutages(call)
  if (first !== undefined) {
    const is = call.now >= first.since + unavailableAfterInMs ? 'Unavailable' : 'Degraded'
    const summary = "We're sorry, your web app isn't available because of a problem in the Azure platform."
    return { is, since: first.since, summary, context: 'Platform Initiated' }
  }
  const summary = enabled
    ? "There aren't any known Azure platform problems affecting this web app."
    : 'This web app was stopped.'
  if (enabled) return { is: 'Available', since: call.world.from - dayInMs, summary }
  return { is: 'Unavailable', since: call.now, summary, context: 'Customer Initiated' }
}

function ofSite(call: RouteCall, app: AppState) {
  const state = availabilityOf(call, app.enabled)
  return statusOf(call, siteIdOf(app.spec), app.enabled ? state : { ...state, since: app.changedAt })
}

function statusOf(call: RouteCall, resource: string, state: AvailabilityState) {
  const isPlatform = state.context === 'Platform Initiated'
  return {
    id: `${resource}/${health}/availabilityStatuses/current`,
    name: 'current',
    type: 'Microsoft.ResourceHealth/AvailabilityStatuses',
    location: azureLocation,
    properties: {
      availabilityState: state.is,
      title: state.is,
      summary: state.summary,
      reasonType: state.context === undefined ? '' : isPlatform ? 'Unplanned' : 'UserInitiated',
      ...(state.context !== undefined && {
        context: state.context,
        category: isPlatform ? 'Unplanned' : 'Not Applicable',
      }),
      ...(isPlatform && {
        healthEventCause: 'PlatformInitiated',
        healthEventType: 'Downtime',
        healthEventCategory: 'Unplanned',
      }),
      reasonChronicity: 'Persistent',
      occuredTime: new Date(state.since).toISOString(),
      reportedTime: new Date(call.now).toISOString(),
      recommendedActions: [
        {
          action: 'If you think that Azure is the cause, contact support',
          actionUrl: '<#SupportCase>',
          actionUrlText: 'contact support',
        },
      ],
    },
  }
}

function serviceEvent({ now }: RouteCall, event: ServiceHealthEvent, since: number) {
  const lastUpdateTime = new Date(floorTo(now, 10 * minuteInMs)).toISOString()
  return {
    id: `/subscriptions/${subscriptionId}/${health}/events/${event.trackingId}`,
    name: event.trackingId,
    type: `/${health}/events`,
    properties: {
      eventType: 'ServiceIssue',
      eventSource: 'ServiceHealth',
      status: 'Active',
      title: event.title,
      summary: event.summary,
      header: 'Your service might have been impacted by an Azure service issue',
      level: 'Warning',
      eventLevel: 'Error',
      isHIR: false,
      priority: 2,
      impactStartTime: new Date(since).toISOString(),
      lastUpdateTime,
      impact: [
        {
          impactedService: 'App Service',
          impactedRegions: [
            {
              impactedRegion: geoRegion,
              status: 'Active',
              impactedSubscriptions: [subscriptionId],
              impactedTenants: [],
              lastUpdateTime,
            },
          ],
        },
      ],
      recommendedActions: { message: '', actions: [], localeCode: 'en' },
      faqs: [],
      platformInitiated: true,
    },
  }
}
