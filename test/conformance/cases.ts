import { planPath, resourceGroupPath, sitePath, webProviderPath } from '../../simulator/http/arm-route.ts'
import { autoscaleFor, metricAlertFor } from './monitor-bodies.ts'
import type { Subject } from './subjects.ts'

/** What a route needs to be called with beside its path. */
export interface Case {
  readonly version?: string
  readonly query?: Readonly<Record<string, string>> | ((window: Window) => Readonly<Record<string, string>>)
  readonly body?: object | ((given: Given) => object)
}

interface Window {
  readonly from: number
  readonly to: number
}

interface Given {
  readonly subject: Subject
  /** What the same path answers to a GET; empty for a POST. */
  readonly before: Readonly<Record<string, unknown>>
}

const iso = (at: number) => new Date(at).toISOString()

const metrics = (names: string): Case => ({
  query: ({ from, to }) => ({
    metricnames: names,
    timespan: `${iso(from)}/${iso(to)}`,
    interval: 'PT1M',
    aggregation: 'Total,Average,Maximum',
    $filter: "Instance eq '*'",
  }),
})

const betweenSlots: Case = {
  body: ({ subject: { slot } }) => ({ targetSlot: slot === undefined ? 'staging' : 'production', preserveVnet: true }),
}

const autoHealRules = {
  triggers: { statusCodes: [{ status: 500, subStatus: 0, win32Status: 0, count: 50, timeInterval: '00:05:00' }] },
  actions: { actionType: 'Recycle', minProcessExecutionTime: '00:10:00' },
}

const monitor = `${resourceGroupPath}/providers/Microsoft.Insights`

/** By `method path`, the path as the simulator's list has it. */
export const cases: Readonly<Record<string, Case>> = {
  'get /subscriptions/:subscription/providers/Microsoft.Insights/eventtypes/management/values': {
    version: '2015-04-01',
    query: ({ from, to }) => ({
      $filter: `eventTimestamp ge '${iso(from)}' and eventTimestamp le '${iso(to)}' and resourceGroupName eq 'contoso-rg'`,
    }),
  },
  [`get ${sitePath}/providers/Microsoft.Insights/metrics`]: metrics('Requests,Http5xx,CpuTime'),
  [`get ${planPath}/providers/Microsoft.Insights/metrics`]: metrics('CpuPercentage,MemoryPercentage'),
  'post /providers/Microsoft.ResourceGraph/resources': {
    body: { query: "resources | where type =~ 'microsoft.web/sites' | project id, name", options: { $top: 3 } },
  },
  [`put ${planPath}`]: {
    body: ({ before: { location, kind, sku, properties } }) => ({
      location,
      kind,
      sku,
      properties: { reserved: (properties as { reserved: boolean }).reserved },
    }),
  },
  [`patch ${planPath}`]: { body: { properties: { elasticScaleEnabled: false } } },
  [`put ${sitePath}`]: {
    body: ({ before: { location, kind } }) => ({ location, kind, properties: { siteConfig: { http20Enabled: true } } }),
  },
  [`patch ${sitePath}`]: { body: { properties: { enabled: true } } },
  [`put ${sitePath}/config/web`]: { body: { properties: { healthCheckPath: '/healthz' } } },
  [`patch ${sitePath}/config/web`]: { body: { properties: { autoHealEnabled: true, autoHealRules } } },
  [`put ${sitePath}/config/logs`]: {
    body: { properties: { httpLogs: { fileSystem: { retentionInMb: 100, retentionInDays: 3, enabled: true } } } },
  },
  [`put ${sitePath}/config/appsettings`]: { body: { properties: { FEATURE_BASKET: 'on' } } },
  [`put ${webProviderPath}/sites/:site/config/slotConfigNames`]: {
    body: { properties: { appSettingNames: ['FEATURE'] } },
  },
  [`post ${sitePath}/publishxml`]: { body: { format: 'WebDeploy' } },
  [`post ${sitePath}/slotsswap`]: betweenSlots,
  [`post ${sitePath}/slotsdiffs`]: betweenSlots,
  [`post ${sitePath}/applySlotConfig`]: betweenSlots,
  [`put ${monitor}/autoscalesettings/:name`]: { body: ({ subject }) => autoscaleFor(subject) },
  [`patch ${monitor}/autoscalesettings/:name`]: {
    body: ({ subject }) => ({ properties: autoscaleFor(subject).properties }),
  },
  [`put ${monitor}/metricAlerts/:name`]: { body: ({ subject }) => metricAlertFor(subject) },
  [`patch ${monitor}/metricAlerts/:name`]: { body: { tags: { team: 'webshop' } } },
  [`put ${monitor}/actionGroups/:name`]: {
    body: { location: 'Global', properties: { groupShortName: 'oncall', enabled: true } },
  },
  [`patch ${monitor}/actionGroups/:name`]: { body: { properties: { enabled: false } } },
}
