import { messageOf } from '../../src/i18n/message.ts'
import type { EventPayload, IncidentEvent } from '../../src/incident/event.ts'
import type { MetricFinding } from '../../src/incident/finding.ts'
import type { Person } from '../../src/incident/person.ts'

export const minute = 60_000
/** 03:12 UTC: the hour at which these cards are read. */
export const reportedAt = Date.UTC(2026, 10, 23, 3, 12)
export const since = reportedAt - 17 * minute
export const window = { from: reportedAt - 60 * minute, to: reportedAt }
export const place = { platform: 'web', tenant: 'local', channel: 'incidents' }

/** What people and Azure write into an incident: hostile in some tests. */
export interface Texts {
  readonly app: string
  readonly person: string
  readonly report: string
  readonly instance: string
  readonly commit: string
  readonly evidence: string
  readonly failure: string
  /** Why somebody broke the glass, or did not wait. */
  readonly reason: string
  /** Names that people or Microsoft gave. */
  readonly alert: string
  readonly detector: string
  readonly file: string
}

export const usual: Texts = {
  app: 'contoso-web',
  person: 'Anna',
  report: 'contoso-web geeft een 503!',
  instance: 'RD501AC5B2A7F3',
  commit: 'fix checkout',
  evidence: 'CPU of the plan went from 31% to 97%',
  failure:
    'Needed: Microsoft.ResourceHealth/availabilityStatuses/read on contoso-rg. The role Monitoring Reader has it.',
  reason: 'Checkout is down and nobody who may approve picks up',
  alert: 'Errors above 5 %',
  detector: 'Web App Down',
  file: 'processes',
}

export const person = (name: string, id = name.toLowerCase()): Person => ({
  platform: 'web',
  tenant: 'local',
  id,
  name,
})

export const plainApp = (name: string) => ({
  id: `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/${name}`,
  name,
  subscriptionId: '11111111-1111-4111-8111-111111111111',
  resourceGroup: 'contoso-rg',
  planId:
    '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/serverfarms/contoso-plan',
  location: 'westeurope',
  os: 'windows' as const,
  hostNames: [`${name}.azurewebsites.net`],
  tags: {},
})

/** A metric that is `calm` until the trouble began and then climbs to `high`. */
export const metric = (
  shape: Pick<MetricFinding, 'metric' | 'of' | 'unit' | 'aggregation'>,
  lines: readonly { readonly instance?: string; readonly calm: number; readonly high: number }[],
): MetricFinding => ({
  kind: 'metric',
  ...shape,
  grainInMs: minute,
  series: lines.map(({ instance, calm, high }) => ({
    ...(instance === undefined ? {} : { instance }),
    points: Array.from({ length: 60 }, (_, index) => {
      const at = window.from + index * minute
      const share = Math.min(1, Math.max(0, (at - since) / (4 * minute)))
      return [at, index === 20 ? null : calm + (high - calm) * share + (index % 3)] as const
    }),
  })),
})

export const at = (offsetInMinutes: number, body: EventPayload): IncidentEvent => ({
  at: reportedAt + offsetInMinutes * minute,
  ...body,
})

export const opening = (texts: Texts): readonly IncidentEvent[] => [
  at(0, {
    type: 'IncidentOpened',
    incident: 'INC-7',
    by: person(texts.person, 'anna'),
    place,
    text: texts.report,
    symptom: 'outage',
    codes: [503],
    language: 'en',
  }),
]

export const evidence = (text: string, weight: number) => ({
  text: messageOf('test.text', { text }),
  weight,
  probe: 'plan-metrics',
})
