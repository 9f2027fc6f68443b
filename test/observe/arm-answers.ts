import { type Answer, type Answers, componentId, graphPath, planId, siteId, to } from './lab.ts'

/** Wire shapes as Microsoft's specifications and examples have them, with what a probe does not read around it. */
const subscription = siteId.split('/').slice(0, 3).join('/')
const group = siteId.split('/').slice(0, 5).join('/')
const at = (minutesBefore: number): string => new Date(to - minutesBefore * 60_000).toISOString()

const site = {
  id: siteId,
  name: 'contoso-web',
  kind: 'app',
  location: 'West Europe',
  type: 'Microsoft.Web/sites',
  properties: {
    state: 'Running',
    hostNames: ['contoso-web.azurewebsites.net'],
    availabilityState: 'Normal',
    usageState: 'Normal',
    enabled: true,
    httpsOnly: true,
    siteConfig: { numberOfWorkers: 3 },
    virtualNetworkSubnetId: `${group}/providers/Microsoft.Network/virtualNetworks/contoso-vnet/subnets/apps`,
    vnetRouteAllEnabled: true,
    dnsConfiguration: { dnsServers: ['10.0.0.4', '10.0.0.5'] },
  },
}

const noRows = { tables: [{ name: 'PrimaryResult', columns: [{ name: 'last', type: 'datetime' }], rows: [] }] }

const config = {
  id: `${siteId}/config/web`,
  name: 'contoso-web',
  properties: {
    numberOfWorkers: 3,
    alwaysOn: true,
    healthCheckPath: '/health?probe=1',
    autoHealEnabled: false,
    publishingUsername: '$contoso-web',
    linuxFxVersion: '',
  },
}

const plan = {
  id: planId,
  name: 'contoso-plan',
  sku: { name: 'P1v3', tier: 'PremiumV3', size: 'P1v3', family: 'Pv3', capacity: 3 },
  properties: {
    status: 'Ready',
    maximumNumberOfWorkers: 10,
    numberOfWorkers: 3,
    numberOfSites: 3,
    perSiteScaling: false,
    elasticScaleEnabled: false,
    maximumElasticWorkerCount: 1,
  },
}

const autoscale = {
  value: [
    { name: 'other', properties: { enabled: true, targetResourceUri: `${planId}-2`, profiles: [] } },
    {
      name: 'ours',
      properties: {
        enabled: true,
        targetResourceUri: planId.toUpperCase(),
        profiles: [
          { name: 'day', capacity: { minimum: '2', maximum: '6', default: '2' }, rules: [] },
          { name: 'night', capacity: { minimum: '1', maximum: '3', default: '1' }, rules: [] },
        ],
      },
    },
  ],
}

const instances = {
  value: [
    { name: 'b'.repeat(64), properties: { state: 'READY', machineName: 'RD0002' } },
    { name: 'a'.repeat(64), properties: {} },
  ],
}

const processes = {
  value: [
    { name: 'contoso-web/4711', properties: { name: 'w3wp', href: 'https://…' } },
    { name: 'contoso-web/815', properties: { name: 'w3wp', start_time: at(9000), is_scm_site: true } },
    { name: 'contoso-web/99', properties: { name: 'dotnet', start_time: at(8000) } },
  ],
}
const oneProcess = {
  name: 'contoso-web/4711',
  properties: {
    name: 'w3wp',
    start_time: at(300),
    command_line: 'w3wp.exe --ApiKey hunter2secret',
    thread_count: 4,
    working_set: 900_000_000,
    environment_variables: { SQLCONNSTR_Db: 'Server=db;Password=hunter2secret' },
  },
}
const threads = {
  value: [
    { name: 'contoso-web/1', properties: { state: 'Wait', wait_reason: 'UserRequest' } },
    { name: 'contoso-web/2', properties: { state: 'Wait', wait_reason: 'UserRequest' } },
    { name: 'contoso-web/3', properties: { state: 'Running' } },
  ],
}

const metrics: Answer = (_, url) => {
  const aggregations = (url.searchParams.get('aggregation') ?? '').split(',')
  const isSplit = url.searchParams.has('$filter')
  return {
    cost: 59,
    interval: url.searchParams.get('interval'),
    namespace: 'Microsoft.Web/sites',
    value: (url.searchParams.get('metricnames') ?? '').split(',').map((name) => ({
      name: { value: name, localizedValue: name },
      unit: 'Count',
      errorCode: 'Success',
      timeseries:
        name === 'HealthCheckStatus'
          ? []
          : (isSplit ? ['RD0002', 'RD0001'] : [undefined]).map((instance) => seriesOf(instance, aggregations, url)),
    })),
  }
}
/** Two values and a minute that Azure does not know yet, at the end of the time asked for. */
const seriesOf = (instance: string | undefined, aggregations: readonly string[], url: URL) => {
  const end = Date.parse(url.searchParams.get('timespan')?.split('/')[1] ?? '')
  const values = (value: number) => Object.fromEntries(aggregations.map((aggregation) => [aggregation, value]))
  const time = (minutesBefore: number) => new Date(end - minutesBefore * 60_000).toISOString()
  const name = { value: 'instance', localizedValue: 'Instance' }
  return {
    metadatavalues: instance === undefined ? [] : [{ name, value: instance }],
    data: [
      { timeStamp: time(2), ...values(1234.5678) },
      { timeStamp: time(1), ...values(0.000123456) },
      { timeStamp: time(0) },
    ],
  }
}

const adminId = `${group}/providers/Microsoft.Web/sites/contoso-admin`
const staging = {
  ...site,
  id: `${siteId}/slots/staging`,
  name: 'contoso-web/staging',
  type: 'Microsoft.Web/sites/slots',
  properties: {
    ...site.properties,
    slotSwapStatus: { timestampUtc: at(90), sourceSlotName: 'staging', destinationSlotName: 'production' },
  },
}
const admin = {
  ...site,
  id: adminId,
  name: 'contoso-admin',
  properties: { ...site.properties, state: 'Stopped', enabled: false },
}
const neighbours: Answer = (_, url) =>
  url.searchParams.has('page')
    ? { value: [admin] }
    : {
        value: [staging, { ...site, id: siteId.replace('/Microsoft.Web/', '/microsoft.web/') }],
        nextLink: `https://management.azure.com${url.pathname}?api-version=2025-05-01&page=2`,
      }

const usage = (name: string, currentValue: number, limit: number) => ({
  name: { value: name, localizedValue: name },
  unit: 'Milliseconds',
  currentValue,
  limit,
  nextResetTime: at(-600),
})

const alerts = {
  totalRecords: 1,
  count: 1,
  facets: [],
  resultTruncated: 'false',
  data: [
    {
      id: `${subscription}/providers/Microsoft.AlertsManagement/alerts/1`,
      name: 'Errors of jan@contoso.com',
      properties: {
        essentials: {
          severity: 'Sev1',
          monitorCondition: 'Fired',
          alertState: 'New',
          targetResource: siteId.toLowerCase(),
          startDateTime: at(12),
        },
        context: {
          context: {
            condition: {
              windowSize: 'PT15M',
              allOf: [
                {
                  metricName: 'Http5xx',
                  operator: 'GreaterThan',
                  threshold: '10',
                  timeAggregation: 'Total',
                  metricValue: 42,
                },
              ],
            },
          },
        },
      },
    },
  ],
}

const health = {
  name: 'current',
  properties: {
    availabilityState: 'Degraded',
    summary: '<p>We&#39;re sorry, your app &amp; plan is slow. Contact jan@contoso.com</p>',
    reasonType: 'Unplanned',
    context: 'Platform Initiated',
    occuredTime: at(20).replace('Z', ''),
  },
}

const impact = (impactedService: string, impactedRegion: string) => [
  { impactedService, impactedRegions: [{ impactedRegion, status: 'Active' }] },
]
const issue = { eventType: 'ServiceIssue', status: 'Active', eventLevel: 'Critical', impactStartTime: at(20) }
const ours = impact('App Service (Linux)', 'West Europe')
const events = {
  value: [
    { name: 'OURS-1', properties: { ...issue, title: 'App Service', summary: '<b>Errors</b>', impact: ours } },
    { name: 'ELSEWHERE', properties: { ...issue, impact: impact('App Service', 'East US') } },
    { name: 'OTHER-SERVICE', properties: { ...issue, impact: impact('Virtual Machines', 'West Europe') } },
    { name: 'ADVISORY', properties: { ...issue, eventType: 'HealthAdvisory', impact: ours } },
    { name: 'LONG-OVER', properties: { ...issue, status: 'Resolved', impactMitigationTime: at(90), impact: ours } },
    { name: 'JUST-OVER', properties: { ...issue, status: 'Resolved', impactMitigationTime: at(5), impact: ours } },
  ],
}

const entry = (minutes: number, operation: string, status: string, extra: object = {}) => ({
  caller: 'jan@contoso.com',
  claims: { name: 'Jan' },
  correlationId: 'c-1',
  category: { value: 'Administrative' },
  operationName: { value: operation, localizedValue: operation },
  status: { value: status, localizedValue: status },
  eventTimestamp: at(minutes),
  resourceId: siteId,
  ...extra,
})
const inNetwork = (of: string) => `${group}/providers/Microsoft.Network/${of}`
const networkLog = {
  value: [
    entry(9, 'Microsoft.Network/virtualNetworks/subnets/write', 'Succeeded', {
      correlationId: 'n-1',
      resourceId: inNetwork('virtualNetworks/contoso-vnet/subnets/apps'),
    }),
    // Of another network, and of a group of its own: what a cluster does to itself is nobody else's affair.
    entry(8, 'Microsoft.Network/virtualNetworks/subnets/write', 'Succeeded', {
      correlationId: 'n-2',
      resourceId: inNetwork('virtualNetworks/other-vnet/subnets/apps'),
    }),
    entry(8, 'Microsoft.Network/routeTables/routes/write', 'Succeeded', {
      correlationId: 'n-4',
      resourceId: inNetwork('routeTables/aks/routes/node').replace('contoso-rg', 'MC_cluster'),
    }),
    entry(7, 'Microsoft.Network/privateDnsZones/A/delete', 'Succeeded', {
      correlationId: 'n-3',
      resourceId: inNetwork('privateDnsZones/privatelink.database.windows.net/A/sql').replace('contoso-rg', 'dns-rg'),
    }),
  ],
}

const reference = (kind: string, setting: string, properties?: object) => ({
  id: `${siteId}/config/configreferences/${kind}/${setting}`,
  ...(properties === undefined ? {} : { name: setting, properties }),
})
const references = {
  value: [
    reference('appsettings', 'Payments__Key', {
      reference: '@Microsoft.KeyVault(SecretUri=https://contoso-vault.vault.azure.net/secrets/payments-key-of-2026/)',
      status: 'AccessToKeyVaultDenied',
      vaultName: 'contoso-vault',
      secretName: 'payments-key-of-2026',
      identityType: 'SystemAssigned',
    }),
    reference('appsettings', 'Mail__Key', { status: 'Resolved', vaultName: 'contoso-vault', activeVersion: 'ab12' }),
  ],
}

const log: Answer = (_, url) => {
  const filter = url.searchParams.get('$filter') ?? ''
  if (filter.includes('Microsoft.Network')) return networkLog
  if (filter.includes('serverfarms')) {
    return {
      value: [
        entry(30, 'Microsoft.Web/serverfarms/write', 'Started', { resourceId: planId, correlationId: 'c-2' }),
        entry(29, 'Microsoft.Web/serverfarms/write', 'Failed', { resourceId: planId, correlationId: 'c-2' }),
      ],
    }
  }
  if (url.searchParams.has('page')) return { value: [entry(11, 'Microsoft.Web/sites/restart/action', 'Started')] }
  return {
    value: [
      entry(10, 'Microsoft.Web/sites/restart/action', 'Succeeded'),
      entry(8, 'Microsoft.Web/sites/config/list/action', 'Succeeded', { correlationId: 'c-3' }),
      entry(7, 'Microsoft.Web/sites/healthevent', 'Active', { category: { value: 'ResourceHealth' } }),
      entry(6, 'Microsoft.Web/sites/config/write', 'Accepted', { correlationId: 'c-4', caller: 'a1b2-app-id' }),
    ],
    nextLink: `https://management.azure.com${url.pathname}?api-version=2015-04-01&page=2`,
  }
}

const deployments = {
  value: [
    {
      name: 'contoso-web/d2',
      properties: {
        status: 4,
        author: 'Jan Jansen',
        author_email: 'jan@contoso.com',
        deployer: 'GITHUB',
        message: 'Fix login\u202e\nfor jan@contoso.com, password=hunter2secret',
        start_time: at(18),
        end_time: at(17),
        active: true,
      },
    },
    { name: 'contoso-web/d3', properties: { status: 3, deployer: 'ci@contoso.com', end_time: at(3) } },
    { name: 'd1', properties: { status: 4, author: 'old', end_time: at(60 * 48), message: 'Old' } },
    { name: 'd0', properties: { status: 0, start_time: null } },
  ],
}
const deploymentLog = {
  value: [
    { name: 'l1', properties: { log_time: at(18), message: 'Running oryx build, token: hunter2secret', type: 0 } },
    { name: 'l2', properties: { log_time: at(17), message: 'Deployment successful.', type: 0 } },
  ],
}

const detectorNames = ['cpuusage', 'memoryusage', 'certificates', 'webappcrashes', 'snatusage']
const detectors = {
  value: detectorNames.map((name) => ({
    name,
    properties: {
      metadata: {
        id: name,
        name,
        category: name === 'certificates' ? 'SSL and Domains' : 'Availability and Performance',
      },
      dataset: [],
      status: null,
    },
  })),
}
const detector = (name: string, statusId: number | string) => ({
  name,
  properties: {
    metadata: { name: `Detector ${name}`, category: 'Availability and Performance' },
    status: { statusId, message: 'Something with Bearer abcdef0123456789abcdef' },
    dataset: [
      {
        table: {
          tableName: 'T',
          columns: [{ columnName: 'Status', dataType: 'String' }, { columnName: 'Message' }],
          rows: Array.from({ length: 25 }, (_, row) => [row, `row ${row}`]),
        },
        renderingProperties: { type: statusId === 0 ? 7 : 'Insights', title: 'Insights' },
      },
      { table: { columns: [], rows: [] }, renderingProperties: null },
    ],
  },
})

const insights = 'providers/Microsoft.Insights'
const sick = 'b'.repeat(64)
export const wire: Answers = {
  [siteId]: site,
  [`${siteId}/config/web`]: config,
  [planId]: plan,
  [`${group}/${insights}/autoscalesettings`]: autoscale,
  [`${siteId}/config/configreferences/appsettings`]: references,
  [`${siteId}/config/configreferences/connectionstrings`]: { value: [reference('connectionstrings', 'Shop')] },
  [`${siteId}/privateEndpointConnections`]: {
    value: [{ name: 'shop-endpoint', properties: { privateLinkServiceConnectionState: { status: 'Approved' } } }],
  },
  [`${siteId}/instances`]: instances,
  [`${siteId}/instances/${'a'.repeat(64)}`]: { name: 'a'.repeat(64), properties: { state: 'STOPPED' } },
  [`${siteId}/instances/${sick}/processes`]: processes,
  [`${siteId}/instances/${sick}/processes/4711`]: oneProcess,
  [`${siteId}/instances/${sick}/processes/4711/threads`]: threads,
  [`${siteId}/${insights}/metrics`]: metrics,
  [`${planId}/${insights}/metrics`]: metrics,
  [`${siteId}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`]: health,
  [`${subscription}/providers/Microsoft.ResourceHealth/events`]: events,
  [`${subscription}/${insights}/eventtypes/management/values`]: log,
  [`${siteId}/deployments`]: deployments,
  [`${siteId}/deployments/d2/log`]: deploymentLog,
  [`${siteId}/detectors`]: detectors,
  [`${siteId}/detectors/cpuusage`]: detector('cpuusage', 0),
  [`${siteId}/detectors/memoryusage`]: detector('memoryusage', '1'),
  [`${siteId}/detectors/webappcrashes`]: detector('webappcrashes', 'Critical'),
  [`${siteId}/slots`]: { value: [staging] },
  [`${planId}/sites`]: neighbours,
  [`${siteId}/slots/staging/${insights}/metrics`]: metrics,
  [`${adminId}/${insights}/metrics`]: metrics,
  [`${siteId}/usages`]: { value: [usage('CpuTime', 3_600_000, 3_600_000), usage('MemoryWorkingSet', 5, -1)] },
  [`${planId}/usages`]: { value: [usage('Workers', 3, 10)] },
  [graphPath]: alerts,
  [`${siteId}/providers/Microsoft.Insights/diagnosticSettings`]: {
    value: [
      {
        name: 'to-workspace',
        properties: {
          workspaceId: `${group}/providers/Microsoft.OperationalInsights/workspaces/contoso-logs`,
          logs: [{ category: null, categoryGroup: 'allLogs', enabled: true }],
        },
      },
    ],
  },
  // The SDK puts a slash before the id, which has one.
  [`/v1/${siteId}/query`]: noRows,
  [`/v1/${componentId}/query`]: noRows,
}
