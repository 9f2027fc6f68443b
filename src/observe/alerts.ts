import { z } from 'zod'
import type { StateFinding } from '../incident/finding.ts'
import type { Probe, Target } from './types.ts'
import { portalOf } from './wire/portal.ts'
import { quoted, readGraph } from './wire/resource-graph.ts'
import { instant } from './wire/shapes.ts'
import { labelOf, productionOf } from './wire/site.ts'
import { untrusted } from './wire/untrusted.ts'

const said = z.union([z.string(), z.number()]).nullish()
const condition = z.object({
  metricName: said,
  operator: said,
  threshold: said,
  metricValue: said,
  timeAggregation: said,
})
const alert = z.object({
  name: z.string(),
  properties: z.object({
    essentials: z.object({
      severity: z.string().nullish(),
      monitorCondition: z.string().nullish(),
      targetResource: z.string().nullish(),
      startDateTime: instant,
    }),
    context: z
      .object({
        context: z.object({ condition: z.object({ allOf: z.array(condition).nullish() }).nullish() }).nullish(),
      })
      .nullish(),
  }),
})
type Alert = z.infer<typeof alert>

const dayInMs = 86_400_000

/** Which of the alert rules that people set on the app or its plan are firing? None, and none is found. */
export const alerts: Probe = {
  id: 'alerts',
  deadlineInMs: 10_000,
  needs: ['Microsoft.AlertsManagement/alerts/read'],
  portal: ({ app }) => portalOf(app, productionOf(app.id), 'alerts'),
  async look(azure, target, signal) {
    const asked = { subscriptionId: target.app.subscriptionId, query: queryFor(target) }
    const found = await readGraph(azure, asked, { row: alert, signal })
    return found
      .filter(({ properties }) => isFiring(properties))
      .map(findingOf)
      .sort(inOrder)
  },
}

/** Rules are set on the app, rarely on its slot, and on the plan. Alerts write ids in small letters. */
function queryFor({ app, window }: Target): string {
  const targets = [...new Set([app.id, productionOf(app.id), app.planId].map((id) => id.toLowerCase()))]
  return [
    'alertsmanagementresources',
    "where type =~ 'microsoft.alertsmanagement/alerts'",
    "where properties.essentials.monitorCondition =~ 'Fired'",
    `where properties.essentials.targetResource in~ (${targets.map(quoted).join(', ')})`,
    `where todatetime(properties.essentials.startDateTime) >= datetime(${new Date(window.to - dayInMs).toISOString()})`,
    'project id, name, properties',
  ].join(' | ')
}

const isFiring = ({ essentials }: Alert['properties']): boolean =>
  /^fired$/i.test(essentials.monitorCondition ?? 'Fired')

function findingOf({ name, properties: { essentials, context } }: Alert): StateFinding {
  const severity = Number(/\d/.exec(essentials.severity ?? '')?.[0] ?? Number.NaN)
  return {
    kind: 'state',
    of: 'alert',
    name: untrusted(name),
    properties: {
      severity: Number.isNaN(severity) ? null : severity,
      firedAt: essentials.startDateTime,
      condition: untrusted((context?.context?.condition?.allOf ?? []).map(wordsOf).join('; ')) || null,
      resource: labelOf(essentials.targetResource ?? ''),
    },
  }
}

/** `Http5xx GreaterThan 10 (Total: 42)`. */
function wordsOf({ metricName, operator, threshold, metricValue, timeAggregation }: z.infer<typeof condition>): string {
  const limit = [metricName, operator, threshold].filter((one) => one != null).join(' ')
  return metricValue == null ? limit : `${limit} (${timeAggregation ?? 'value'}: ${metricValue})`
}

const inOrder = (left: StateFinding, right: StateFinding): number =>
  Number(left.properties.firedAt) - Number(right.properties.firedAt) || (left.name < right.name ? -1 : 1)
