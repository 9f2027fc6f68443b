/**
 * The API version of each resource type, in which its shapes are read and written here. Microsoft.Web has the one that
 * `@azure/arm-appservice` speaks, so that what it reads and what we read looks the same.
 */
const versionByType: Readonly<Record<string, string>> = {
  'microsoft.web/serverfarms': '2025-05-01',
  'microsoft.web/sites': '2025-05-01',
  'microsoft.authorization/permissions': '2022-04-01',
  'microsoft.insights/actiongroups': '2023-01-01',
  'microsoft.insights/autoscalesettings': '2022-10-01',
  'microsoft.insights/diagnosticsettings': '2021-05-01-preview',
  'microsoft.insights/eventtypes': '2015-04-01',
  'microsoft.insights/metricalerts': '2018-03-01',
  'microsoft.insights/metrics': '2024-02-01',
  'microsoft.resourcegraph/resources': '2022-10-01',
  'microsoft.resourcehealth/availabilitystatuses': '2022-10-01',
  'microsoft.resourcehealth/events': '2022-10-01',
}

/** The public price list is no part of ARM. */
export const pricesApiVersion = '2023-01-01-preview'

/** The version in which a path of ARM is asked for: that of the last provider in it. Throws for one that we never ask. */
export const apiVersionOf = (path: string): string => {
  const [, type = ''] = /.*\/providers\/(microsoft\.[^/?]+\/[^/?]+)/i.exec(path) ?? []
  const version = versionByType[type.toLowerCase()]
  if (version === undefined) throw new Error(`No API version is known for ${path}`)
  return version
}

/** The query of a path of ARM, with its version first. */
export const versionedQuery = (
  path: string,
  query: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({ 'api-version': apiVersionOf(path), ...query })
