import { z } from 'zod'
import { instantShape } from '../azure/answer-fields.ts'
import { productionIdOf, resourceLabelOf } from '../azure/arm-id.ts'
import { kqlLiteral } from '../azure/kql-literal.ts'
import { firstMissingAction } from '../azure/permissions.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { queryResourceGraph } from '../azure/resource-graph.ts'
import type { StateFinding } from '../incident/finding.ts'
import { sanitizeLine } from '../redaction/sanitize-line.ts'
import { missingPermissionMessage } from './running/explain-failure.ts'
import type { ObservationTarget, Probe } from './types.ts'

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
      startDateTime: instantShape,
    }),
    context: z
      .object({
        context: z
          .object({
            condition: z.object({ windowSize: z.string().nullish(), allOf: z.array(condition).nullish() }).nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
})
type Alert = z.infer<typeof alert>

const minuteInMs = 60_000
const dayInMs = 86_400_000
/** One page: an incident needs no more. */
const mostRows = 100

const readAlerts = 'Microsoft.AlertsManagement/alerts/read'

/** Which of the alert rules that people set on the app or its plan are firing? None, and none is found. */
export const alertsProbe: Probe = {
  id: 'alerts',
  covers: 'alerts',
  detailOnly: true,
  noHistory: true,
  afterVerdict: true,
  deadlineInMs: 10_000,
  needs: [readAlerts],
  portal: ({ app }) => portalUrlOf(app, productionIdOf(app.id), 'alerts'),
  async observe(azure, target, signal) {
    const asked = { query: queryFor(target), subscriptions: [target.app.subscriptionId], mostRows, signal }
    const { rows } = await queryResourceGraph(azure, asked, alert)
    const findings = rows
      .filter(({ properties }) => isFiring(properties))
      .map(findingOf)
      .sort(inOrder)
    const scope = target.app.id
    // Resource Graph leaves out without a word what may not be read.
    const missing = rows.length > 0 ? undefined : await firstMissingAction(azure, scope, [readAlerts])
    return { findings, gaps: missing === undefined ? [] : [missingPermissionMessage({ needs: [missing], scope })] }
  },
}

/** Rules are set on the app, rarely on its slot, and on the plan. Alerts write ids in small letters. */
function queryFor({ app, window }: ObservationTarget): string {
  const targets = [...new Set([app.id, productionIdOf(app.id), app.planId].map((id) => id.toLowerCase()))]
  return [
    'alertsmanagementresources',
    "where type =~ 'microsoft.alertsmanagement/alerts'",
    "where properties.essentials.monitorCondition =~ 'Fired'",
    `where properties.essentials.targetResource in~ ${kqlLiteral(targets)}`,
    `where todatetime(properties.essentials.startDateTime) >= datetime(${new Date(window.to - dayInMs).toISOString()})`,
    'project id, name, properties',
  ].join(' | ')
}

const isFiring = ({ essentials }: Alert['properties']): boolean =>
  /^fired$/i.test(essentials.monitorCondition ?? 'Fired')

function findingOf({ name, properties: { essentials, context } }: Alert): StateFinding {
  const met = context?.context?.condition
  const severity = Number(/\d/.exec(essentials.severity ?? '')?.[0] ?? Number.NaN)
  return {
    kind: 'state',
    of: 'alert',
    name: sanitizeLine(name),
    properties: {
      severity: Number.isNaN(severity) ? null : severity,
      firedAt: essentials.startDateTime,
      condition: sanitizeLine((met?.allOf ?? []).map(wordsOf).join('; ')) || null,
      windowInMs: windowInMsOf(met?.windowSize ?? ''),
      resource: resourceLabelOf(essentials.targetResource ?? ''),
    },
  }
}

/** `PT15M`, `PT1H`, `P1D`: Azure Monitor knows no windows but such. */
function windowInMsOf(windowSize: string): number | null {
  const [, count, unit] = /^P(?:T(?=\d+[HM]))?(\d+)([DHM])$/.exec(windowSize) ?? []
  if (count === undefined) return null
  return Number(count) * (unit === 'D' ? dayInMs : unit === 'H' ? 60 * minuteInMs : minuteInMs)
}

/** `Http5xx GreaterThan 10 (Total: 42)`. */
function wordsOf({ metricName, operator, threshold, metricValue, timeAggregation }: z.infer<typeof condition>): string {
  const limit = [metricName, operator, threshold].filter((one) => one != null).join(' ')
  return metricValue == null ? limit : `${limit} (${timeAggregation ?? 'value'}: ${metricValue})`
}

const inOrder = (left: StateFinding, right: StateFinding): number =>
  Number(left.properties.firedAt) - Number(right.properties.firedAt) || (left.name < right.name ? -1 : 1)
