import { z } from 'zod'
import { optionalInstant } from '../azure/answer-fields.ts'
import { listResources } from '../azure/arm-reader.ts'
import { healthPortalUrlOf } from '../azure/portal-urls.ts'
import { sharedForMinute } from '../azure/shared-answers.ts'
import type { HealthFinding, TimeWindow } from '../incident/finding.ts'
import { sanitizeLine, withoutTags } from '../redaction/sanitize-line.ts'
import type { Probe } from './types.ts'

const impact = z.object({
  impactedService: z.string().nullish(),
  impactedRegions: z.array(z.object({ impactedRegion: z.string().nullish() })).nullish(),
})
const event = z.object({
  name: z.string(),
  properties: z.object({
    eventType: z.string(),
    status: z.string().nullish(),
    title: z.string().nullish(),
    summary: z.string().nullish(),
    eventLevel: z.string().nullish(),
    impactStartTime: optionalInstant,
    impactMitigationTime: optionalInstant,
    impact: z.array(impact).nullish(),
  }),
})
type Event = z.infer<typeof event>['properties']

const dayInMs = 86_400_000

/** Does Azure report trouble with App Service in this region? No event, no finding. */
export const serviceHealthProbe: Probe = {
  id: 'service-health',
  spokenAs: 'service health',
  detailOnly: true,
  deadlineInMs: 10_000,
  needs: ['Microsoft.ResourceHealth/events/read'],
  portal: ({ app }) => healthPortalUrlOf(app),
  async observe(azure, { app, window }, signal) {
    const path = `/subscriptions/${app.subscriptionId}/providers/Microsoft.ResourceHealth/events`
    // By last update, and to the day only: the window itself is kept to below.
    const query = { queryStartTime: americanDay(window.from - 3 * dayInMs) }
    const { items: events } = await listResources(azure, { path, query, signal, sharing: sharedForMinute }, event)
    return events
      .filter(({ properties }) => isTrouble(properties) && isIn(properties, window) && hits(properties, app.location))
      .map(({ name, properties }) => findingOf(name, properties))
      .sort((left, right) => (left.since ?? 0) - (right.since ?? 0) || (left.trackingId < right.trackingId ? -1 : 1))
  },
}

const americanDay = (at: number): string => {
  const day = new Date(at)
  return `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`
}

/** Advisories about billing, security or retirement are not why an app fails now. */
const isTrouble = ({ eventType }: Event): boolean => /^(ServiceIssue|PlannedMaintenance)$/i.test(eventType)

const isIn = (event: Event, window: TimeWindow): boolean =>
  (event.impactStartTime ?? 0) <= window.to && (isActive(event) || (event.impactMitigationTime ?? 0) >= window.from)

const isActive = ({ status }: Event): boolean => /^active$/i.test(status ?? '')

/** `West Europe` in events is `westeurope` in ids. */
const hits = (event: Event, location: string): boolean =>
  (event.impact ?? []).some(
    ({ impactedService, impactedRegions }) =>
      /app service|web apps/i.test(impactedService ?? '') &&
      (impactedRegions ?? []).some(({ impactedRegion }) =>
        ['global', location.toLowerCase()].includes((impactedRegion ?? '').replace(/\s/g, '').toLowerCase()),
      ),
  )

function findingOf(trackingId: string, event: Event): HealthFinding & { trackingId: string } {
  return {
    kind: 'health',
    source: 'service',
    state: stateOf(event),
    platformInitiated: true,
    ...(event.impactStartTime === undefined ? {} : { since: event.impactStartTime }),
    trackingId,
    summary: sanitizeLine(withoutTags([event.title, event.summary].filter(Boolean).join(': '))),
  }
}

function stateOf(event: Event): HealthFinding['state'] {
  if (!isActive(event)) return 'available'
  return /^(critical|error)$/i.test(event.eventLevel ?? '') ? 'unavailable' : 'degraded'
}
