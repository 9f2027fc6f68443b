/** Rows as Resource Graph gives them, for estates larger than the simulated one. */
export interface Row {
  readonly id: string
  readonly name: string
  readonly [property: string]: unknown
}

const subscription = '11111111-1111-4111-8111-111111111111'
const teams = [
  'contoso',
  'fabrikam',
  'northwind',
  'adventure',
  'tailspin',
  'wingtip',
  'litware',
  'proseware',
  'trey',
  'vanarsdel',
]
const parts = [
  'web',
  'api',
  'shop',
  'admin',
  'orders',
  'billing',
  'search',
  'login',
  'images',
  'reports',
  'stock',
  'mail',
]
const places = ['weu', 'neu', 'eus', 'wus', 'sea']
const stages = ['prd', 'acc', 'tst', 'dev']

/** `contoso-web-weu-prd-17`: like each other, as names in large companies are. */
export const appName = (n: number): string => {
  const one = (of: readonly string[], by: number): string => of[Math.floor(n / by) % of.length] ?? ''
  const byPart = teams.length
  const byPlace = byPart * parts.length
  const byStage = byPlace * places.length
  return [
    one(teams, 1),
    one(parts, byPart),
    one(places, byPlace),
    one(stages, byStage),
    Math.floor(n / (byStage * stages.length)),
  ].join('-')
}

export const rowOf = (n: number): Row => {
  const name = appName(n)
  const group = `/subscriptions/${subscription}/resourceGroups/rg-${n % 500}/providers/Microsoft.Web`
  const host = `${name}.azurewebsites.net`
  return {
    id: `${group}/sites/${name}`,
    name,
    type: 'microsoft.web/sites',
    kind: n % 3 === 0 ? 'app,linux' : 'app',
    location: 'westeurope',
    tags: { team: name.split('-')[0] },
    properties: {
      serverFarmId: `${group}/serverfarms/plan-${n % 2_000}`,
      defaultHostName: host,
      hostNames: [host],
      enabledHostNames: [host, `${name}.scm.azurewebsites.net`],
      reserved: n % 3 === 0,
    },
  }
}

/** One page of an estate of so many apps, as an answer of Resource Graph. */
export const pageOf = (apps: number, request: unknown): object => {
  const { options } = request as { options: { $skipToken?: string; $top: number } }
  const from = Number(options.$skipToken ?? 0)
  const to = Math.min(apps, from + options.$top)
  const data = Array.from({ length: to - from }, (_, at) => rowOf(from + at))
  return { data, ...(to < apps ? { $skipToken: String(to) } : {}) }
}
