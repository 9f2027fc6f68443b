import { planIdOf, siteIdOf } from '../estate/ids.ts'
import { geoRegion, location, subscriptionId } from '../estate/spec.ts'
import type { PlatformEvent } from '../faults/types.ts'
import { checkScope, planOf, siteOf } from '../http/find.ts'
import { page } from '../http/paging.ts'
import { type Call, groupPath, ok, planPath, type Route, sitePath } from '../http/route.ts'
import type { AppState } from '../physics/world.ts'

const health = 'providers/Microsoft.ResourceHealth'
const read = 'Microsoft.ResourceHealth/availabilityStatuses/read'

export const resourceHealth: readonly Route[] = [
  {
    method: 'get',
    path: `${sitePath}/${health}/availabilityStatuses/current`,
    action: read,
    answer: (call) => ok(ofSite(call, siteOf(call))),
  },
  {
    method: 'get',
    path: `${sitePath}/${health}/availabilityStatuses`,
    action: read,
    answer: (call) => ok(page(call, [ofSite(call, siteOf(call))], 10)),
  },
  {
    method: 'get',
    path: `${planPath}/${health}/availabilityStatuses/current`,
    action: read,
    answer: (call) => ok(statusOf(call, planIdOf(planOf(call).spec.name), stateNow(call, true))),
  },
  ...['/subscriptions/:subscription', groupPath].map(
    (scope): Route => ({
      method: 'get',
      path: `${scope}/${health}/availabilityStatuses`,
      action: read,
      answer: (call) => {
        checkScope(call)
        return ok(
          page(
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
      return ok(
        page(
          call,
          trouble(call).map(({ event, since }) => serviceEvent(call, event, since)),
          10,
        ),
      )
    },
  },
]

interface State {
  readonly is: 'Available' | 'Degraded' | 'Unavailable'
  readonly since: number
  readonly summary: string
  readonly context?: 'Platform Initiated' | 'Customer Initiated'
}

/** Azure notices its own troubles some minutes late. */
const noticedAfterInMs = 3 * 60_000
const unavailableAfterInMs = 6 * 60_000

function trouble({ world, now }: Call): { event: PlatformEvent; since: number }[] {
  return world.faults.flatMap(({ fault, onset }) =>
    fault.platform !== undefined && now >= onset + noticedAfterInMs ? [{ event: fault.platform, since: onset }] : [],
  )
}

function stateNow(call: Call, enabled: boolean): State {
  const [first] = trouble(call)
  if (first !== undefined) {
    const is = call.now >= first.since + unavailableAfterInMs ? 'Unavailable' : 'Degraded'
    const summary = "We're sorry, your web app isn't available because of a problem in the Azure platform."
    return { is, since: first.since, summary, context: 'Platform Initiated' }
  }
  const summary = enabled
    ? "There aren't any known Azure platform problems affecting this web app."
    : 'This web app was stopped.'
  if (enabled) return { is: 'Available', since: call.world.from - 86_400_000, summary }
  return { is: 'Unavailable', since: call.now, summary, context: 'Customer Initiated' }
}

function ofSite(call: Call, app: AppState) {
  const state = stateNow(call, app.enabled)
  return statusOf(call, siteIdOf(app.spec), app.enabled ? state : { ...state, since: app.changedAt })
}

function statusOf(call: Call, resource: string, state: State) {
  const isPlatform = state.context === 'Platform Initiated'
  return {
    id: `${resource}/${health}/availabilityStatuses/current`,
    name: 'current',
    type: 'Microsoft.ResourceHealth/AvailabilityStatuses',
    location,
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

function serviceEvent({ now }: Call, event: PlatformEvent, since: number) {
  const lastUpdateTime = new Date(now - (now % 600_000)).toISOString()
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
