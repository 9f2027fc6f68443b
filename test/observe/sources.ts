/** The source that each probe can't do without. */
const sources: Readonly<Record<string, RegExp>> = {
  'app-state': /sites\/contoso-web$/,
  'plan-state': /serverfarms\/contoso-plan$/,
  instances: /contoso-web\/instances$/,
  processes: /contoso-web\/instances$/,
  'more-instances': /contoso-web\/instances$/,
  slots: /contoso-web\/slots$/,
  'app-metrics': /sites\/contoso-web\/providers\/.*Insights\/metrics\?.*interval=PT1M/,
  'plan-metrics': /serverfarms\/contoso-plan\/.*Insights\/metrics\?.*interval=PT1M/,
  neighbours: /contoso-plan\/sites$/,
  'past-metrics': /Insights\/metrics\?.*interval=PT15M/,
  'more-neighbours': /contoso-plan\/sites$/,
  quotas: /\/usages$/,
  'secret-references': /configreferences\/(appsettings|connectionstrings)$/,
  network: /sites\/contoso-web$/,
  'resource-health': /availabilityStatuses\/current$/,
  'service-health': /ResourceHealth\/events$/,
  alerts: /ResourceGraph\/resources$/,
  'activity-log': /management\/values$/,
  deployments: /contoso-web\/deployments$/,
  detectors: /contoso-web\/detectors$/,
  'more-detectors': /contoso-web\/detectors$/,
  'container-log': /contoso-web\/containerlogs/,
  'event-log': /eventlog\.xml$/,
  'application-log': /\/api\/logs\/recent/,
  'application-insights': /components\/contoso-insights\/query$/,
  'log-analytics': /diagnosticSettings$/,
  'synthetic-request': /^contoso-web\.azurewebsites\.net/,
}

/** Those that the lab does not offer: its app is on Windows, and nobody opted in to Kudu. */
export const notOfferedInLab: readonly string[] = ['container-log', 'event-log', 'application-log']

export const sourceOf = (probe: string): RegExp => {
  const source = sources[probe]
  if (source === undefined) throw new Error(`test/observe/sources.ts does not say what ${probe} can't do without`)
  return source
}
