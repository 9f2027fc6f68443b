/** What the paths of the routes name, one app of each kind. */
export interface Subject {
  readonly subscription: string
  readonly group: string
  readonly location: string
  readonly plan: string
  readonly site: string
  readonly slot?: string
}

const scope = { subscription: '11111111-1111-4111-8111-111111111111', group: 'contoso-rg', location: 'westeurope' }

export const subjects: readonly Subject[] = [
  { ...scope, plan: 'contoso-plan', site: 'contoso-web' },
  { ...scope, plan: 'contoso-plan', site: 'contoso-web', slot: 'staging' },
  { ...scope, plan: 'contoso-api-plan', site: 'contoso-api' },
  { ...scope, plan: 'fabrikam-hobby-plan', site: 'fabrikam-hobby' },
]

/** What a route needs to be called with beside its path. */
export interface Case {
  readonly version?: string
  readonly query?: Readonly<Record<string, string>> | ((window: Window) => Readonly<Record<string, string>>)
  /** Made of what the same path answers to a GET, where it is a function. */
  readonly body?: object | ((before: Readonly<Record<string, unknown>>) => object)
}

interface Window {
  readonly from: number
  readonly to: number
}

const sitePath = '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Web/sites/:site{/slots/:slot}'
const planPath = '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Web/serverfarms/:plan'
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
    body: ({ location, kind, sku, properties }) => ({
      location,
      kind,
      sku: { ...(sku as object), capacity: (sku as { capacity: number }).capacity + 1 },
      properties: { reserved: (properties as { reserved: boolean }).reserved },
    }),
  },
}
