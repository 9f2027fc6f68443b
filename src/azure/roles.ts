/** What Kudu asks of whoever reads it: all or nothing, which is why the policy must opt in. */
export const publishAction = 'Microsoft.Web/sites/publish/Action'

/** Names under which `manifest/azure` creates its roles. */
const ownRole = 'App Service Incident Bot'
const stepsRole = `${ownRole}: steps`
const configurationRole = `${ownRole}: configuration`
const dumpsRole = `${ownRole}: dumps`
const kuduRole = `${ownRole}: Kudu`
const telemetryRole = `${ownRole}: telemetry`

const ofAppAndSlot = (...actions: readonly string[]): readonly string[] =>
  actions.flatMap((action) => [`microsoft.web/sites/${action}`, `microsoft.web/sites/slots/${action}`])

/**
 * What the role for steps holds, configuration aside: that is as good as running code in the app. Kept beside the
 * words for a missing permission, so that people are told the smallest role that helps; a test compares both with
 * `manifest/azure`.
 */
const stepActions: readonly string[] = [
  ...ofAppAndSlot('restart/action', 'start/action', 'stop/action', 'instances/processes/delete'),
  ...['sites/slotsswap/action', 'serverfarms/write', 'serverfarms/workers/reboot/action'].map(
    (action) => `microsoft.web/${action}`,
  ),
  ...['autoscalesettings', 'metricalerts'].flatMap((type) =>
    ['write', 'delete'].map((verb) => `microsoft.insights/${type}/${verb}`),
  ),
]
const configurationActions = ofAppAndSlot('config/write')

/** They are called actions, since they are POSTs, and change nothing. */
const readingActions: readonly string[] = [
  ...ofAppAndSlot('diagnostics/analyses/execute/action', 'containerlogs/action'),
  'microsoft.web/sites/slotsdiffs/action',
]

/** True where the action is done by the identity that reads, whatever a step does with the answer. */
export const isReadingAction = (action: string): boolean =>
  /\/read$/i.test(action) ? !isDump(action) : readingActions.includes(action.toLowerCase())

/** A dump is fetched with an approval, by the identity that writes. */
const isDump = (action: string): boolean => /\/dump\/read$/i.test(action)

/** Roles that hold an ARM action, Azure's built-in one first. */
export const rolesGranting = (action: string): readonly string[] => {
  const wanted = action.toLowerCase()
  const own = ownRoleOf(wanted)
  return own === undefined ? [builtInRole(wanted)] : [builtInRole(wanted), own]
}

const ownRoleOf = (action: string): string | undefined => {
  if (isDump(action)) return dumpsRole
  if (action.endsWith('/publish/action')) return kuduRole
  if (isTelemetry(action)) return telemetryRole
  if (configurationActions.includes(action)) return configurationRole
  if (stepActions.includes(action)) return stepsRole
  return isReadingAction(action) ? ownRole : undefined
}

/** What is read of logs and telemetry, where the policy opts in; components are read for the alerts about them too. */
const isTelemetry = (action: string): boolean =>
  /^microsoft\.(?:operationalinsights\/|insights\/(?:logs|diagnosticsettings)\/)/.test(action)

const builtInRole = (action: string): string => {
  if (/^microsoft\.(?:operationalinsights|insights\/logs)\//.test(action)) return 'Log Analytics Reader'
  if (action.endsWith('/read')) return action.startsWith('microsoft.insights/') ? 'Monitoring Reader' : 'Reader'
  if (action.startsWith('microsoft.web/serverfarms/')) return 'Web Plan Contributor'
  if (action.startsWith('microsoft.web/sites/')) return 'Website Contributor'
  if (action.startsWith('microsoft.insights/')) return 'Monitoring Contributor'
  return 'Contributor'
}
