/** What Kudu asks of whoever reads it: all or nothing, which is why the policy must opt in. */
export const publishAction = 'Microsoft.Web/sites/publish/Action'

/** Names under which `manifest/azure` creates its roles. */
const ownRole = 'App Service Incident Bot'
const dumpsRole = `${ownRole}: dumps`
const kuduRole = `${ownRole}: Kudu`

/**
 * Actions that Appmedic's own least-privilege role holds besides reading. Kept beside the words for a missing
 * permission, so that people are told the smallest role that helps; a test compares them with `manifest/azure`.
 */
const ownWrites: readonly string[] = [
  ...['restart', 'start', 'stop'].flatMap((verb) => [`sites/${verb}/action`, `sites/slots/${verb}/action`]),
  ...['instances/processes/delete', 'config/write'].flatMap((action) => [`sites/${action}`, `sites/slots/${action}`]),
  ...['diagnostics/analyses/execute/action', 'containerlogs/action'].flatMap((action) => [
    `sites/${action}`,
    `sites/slots/${action}`,
  ]),
  ...['sites/slotsswap/action', 'sites/slotsdiffs/action', 'serverfarms/write', 'serverfarms/workers/reboot/action'],
]
  .map((action) => `microsoft.web/${action}`)
  .concat(
    ['autoscalesettings', 'metricalerts'].flatMap((type) =>
      ['write', 'delete'].map((verb) => `microsoft.insights/${type}/${verb}`),
    ),
  )

/** Roles that hold an ARM action, Azure's built-in one first. */
export const rolesGranting = (action: string): readonly string[] => {
  const wanted = action.toLowerCase()
  const own = ownRoleOf(wanted)
  return own === undefined ? [builtInRole(wanted)] : [builtInRole(wanted), own]
}

const ownRoleOf = (action: string): string | undefined => {
  if (action.endsWith('/dump/read')) return dumpsRole
  if (action.endsWith('/publish/action')) return kuduRole
  return action.endsWith('/read') || ownWrites.includes(action) ? ownRole : undefined
}

const builtInRole = (action: string): string => {
  if (action.endsWith('/read')) return action.startsWith('microsoft.insights/') ? 'Monitoring Reader' : 'Reader'
  if (action.startsWith('microsoft.web/serverfarms/')) return 'Web Plan Contributor'
  if (action.startsWith('microsoft.web/sites/')) return 'Website Contributor'
  if (action.startsWith('microsoft.insights/')) return 'Monitoring Contributor'
  return 'Contributor'
}
