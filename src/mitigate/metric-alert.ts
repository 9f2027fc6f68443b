import { z } from 'zod'
import { resourceGroupOf } from '../azure/arm-id.ts'
import { listResources } from '../azure/arm-reader.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import { type AppRef, appLabelOf } from '../incident/app-ref.ts'

import { canonicalJson } from '../incident/canonical-json.ts'
import type { MitigationPlan, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import { metricAlertSuccess } from '../incident/verification/success-criteria.ts'
import {
  applyMonitorResource,
  monitorResourceProgress,
  monitorResourceWrite,
  parseResource,
  type ResourceBody,
  readMonitorResource,
  serializeResource,
} from './kinds/monitor-resource.ts'
import { noExtraCost } from './planning/extra-cost.ts'
import { restCommands } from './planning/manual-commands.ts'
import type { MitigationStep } from './types.ts'

/** Has Azure Monitor watch the app and call this bot where an action group leads to it; or takes the rule away. */
export const metricAlertStep: MitigationStep = {
  id: 'metric-alert',
  kind: 'change',
  harm: 2,
  spokenAs: 'alert*, waarschuwing*, alarm*, melding*',
  risk: 'low',
  destroysEvidence: false,
  inputs: { metric: 'text', threshold: 'number', restore: 'text' },
  askedBy: { intent: 'request_step', symptom: 'question', argsOf: () => ({}) },
  asks: () => [
    {
      input: 'metric',
      isRequired: true,
      choices: Object.keys(baseline).map((metric) => ({
        value: metric,
        title: messageOf('step.metric-alert.title', { metric }),
      })),
    },
    { input: 'threshold', isRequired: false },
  ],
  needs: [
    'Microsoft.Insights/metricAlerts/read',
    'Microsoft.Insights/actionGroups/read',
    'Microsoft.Insights/metricAlerts/write',
    'Microsoft.Insights/metricAlerts/delete',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: applyMonitorResource,
  readProgress: monitorResourceProgress((found, wanted) => rulesOf(found) === rulesOf(wanted)),
}

/** Microsoft's baseline alerts for App Service: metric, aggregation, threshold and window. */
const baseline: Readonly<Record<string, { aggregation: string; threshold: number; operator: string; window: string }>> =
  {
    Http5xx: { aggregation: 'Total', threshold: 10, operator: 'GreaterThan', window: 'PT15M' },
    HttpResponseTime: { aggregation: 'Average', threshold: 5, operator: 'GreaterThan', window: 'PT15M' },
    HealthCheckStatus: { aggregation: 'Average', threshold: 100, operator: 'LessThan', window: 'PT5M' },
  }

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<WhatIfResult> => {
  const metric = String(args.metric ?? 'Http5xx')
  const known = Object.entries(baseline).find(([name]) => name.toLowerCase() === metric.toLowerCase())
  if (known === undefined) {
    const args = { metric, known: Object.keys(baseline).join(', ') }
    return { impossible: messageOf('step.impossible.unknown-metric', args) }
  }
  const threshold = Number(args.threshold ?? known[1].threshold)
  if (!Number.isFinite(threshold) || threshold < 0) return { impossible: messageOf('step.impossible.trigger-number') }
  const { id: group } = resourceGroupOf(app.id)
  const id = `${group}/providers/Microsoft.Insights/metricAlerts/appmedic-${appLabelOf(app).replace('/', '-')}-${known[0]}`
  const [now, groups] = await Promise.all([readMonitorResource(azure, id), groupsToUs(azure, group)])
  const wanted = 'restore' in args ? parseResource(args.restore) : ruleFor(app, known[0], threshold, groups)
  if (rulesOf(now) === rulesOf(wanted))
    return { impossible: messageOf('step.impossible.already-so', { app: appLabelOf(app) }) }
  return { plan: planOf(app, { id, now, wanted, groups, metric: known[0], args }) }
}

const actionGroup = z.object({
  id: z.string(),
  properties: z.object({ webhookReceivers: z.array(z.object({ serviceUri: z.string() })).nullish() }).nullish(),
})

/** Action groups that call this bot's webhook: those whose address ends in its path. Secrets in the address stay there. */
const groupsToUs = async (azure: ReadingAzure, group: string): Promise<readonly string[]> => {
  const path = `${group}/providers/Microsoft.Insights/actionGroups`
  const { items } = await listResources(azure, { path }, actionGroup)
  return items
    .filter(({ properties }) => (properties?.webhookReceivers ?? []).some(({ serviceUri }) => leadsHere(serviceUri)))
    .map(({ id }) => id)
    .sort()
}

const leadsHere = (address: string): boolean =>
  URL.canParse(address) && new URL(address).pathname.replace(/\/$/, '').endsWith('/api/alerts')

const ruleFor = (app: AppRef, metric: string, threshold: number, groups: readonly string[]): ResourceBody => ({
  location: 'global',
  tags: {},
  properties: {
    description: `Set by Appmedic for ${appLabelOf(app)}`,
    severity: 2,
    enabled: true,
    scopes: [app.id],
    evaluationFrequency: 'PT1M',
    windowSize: baseline[metric]?.window,
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria',
      allOf: [
        {
          name: metric,
          criterionType: 'StaticThresholdCriterion',
          metricName: metric,
          metricNamespace: 'Microsoft.Web/sites',
          operator: baseline[metric]?.operator,
          threshold,
          timeAggregation: baseline[metric]?.aggregation,
        },
      ],
    },
    autoMitigate: true,
    actions: groups.map((actionGroupId) => ({ actionGroupId })),
  },
})

interface Rule {
  readonly properties?: {
    readonly enabled?: boolean
    readonly criteria?: { readonly allOf?: readonly { readonly metricName?: string; readonly threshold?: number }[] }
    readonly actions?: readonly { readonly actionGroupId?: string }[]
  }
}

/** What the rule does; how Azure writes it down is another matter. */
const rulesOf = (body: ResourceBody | null): string => {
  const { enabled = true, criteria, actions } = (body as Rule | null)?.properties ?? {}
  if (body === null) return ''
  return canonicalJson({
    enabled,
    criteria: (criteria?.allOf ?? []).map(({ metricName, threshold }) => ({ metricName, threshold })),
    actions: (actions ?? []).map(({ actionGroupId }) => actionGroupId?.toLowerCase()),
  })
}

interface Seen {
  readonly id: string
  readonly now: ResourceBody | null
  readonly wanted: ResourceBody | null
  readonly groups: readonly string[]
  readonly metric: string
  readonly args: StepArgs
}

const planOf = (app: AppRef, { id, now, wanted, groups, metric, args }: Seen): MitigationPlan => ({
  step: 'metric-alert',
  args: { ...args, metric },
  resource: app.id,
  writes: [monitorResourceWrite(id, wanted)],
  state: { now: serializeResource(now), wanted: serializeResource(wanted), groups: groups.join(',') },
  changes: [{ what: messageOf('step.change.alert', { metric }), before: shown(now), after: shown(wanted) }],
  touches: { apps: [appLabelOf(app)], instances: [] },
  notice: [
    messageOf(groups.length > 0 ? 'step.notice.alert-to-us' : 'step.notice.alert-to-nobody', { groups: groups.length }),
  ],
  cost: noExtraCost,
  success: metricAlertSuccess,
  undo: { step: 'metric-alert', args: { metric, restore: serializeResource(now) } },
  commands: restCommands(wanted === null ? 'delete' : 'put', id, { body: wanted }),
  destroysEvidence: false,
})

const shown = (body: ResourceBody | null): string => {
  const [criterion] = (body as Rule | null)?.properties?.criteria?.allOf ?? []
  return criterion === undefined ? '–' : `${criterion.metricName ?? ''} ${criterion.threshold ?? ''}`
}
