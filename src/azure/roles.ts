/**
 * Actions that Appmedic's own least-privilege role holds besides reading. Kept beside the words for a missing
 * permission, so that people are told the smallest role that helps.
 */
const ownWrites: readonly string[] = [
  'microsoft.web/sites/restart/action',
  'microsoft.web/sites/slots/restart/action',
  'microsoft.web/sites/instances/processes/delete',
  'microsoft.web/sites/slots/instances/processes/delete',
  'microsoft.web/serverfarms/write',
]

/** Name under which `manifest/azure` creates the role. */
const ownRole = 'App Service Incident Bot'

/** Roles that hold an ARM action, Azure's built-in one first. */
export const rolesFor = (action: string): readonly string[] => {
  const wanted = action.toLowerCase()
  const builtIn = builtInRole(wanted)
  const own = wanted.endsWith('/read') || ownWrites.includes(wanted)
  return own ? [builtIn, ownRole] : [builtIn]
}

const builtInRole = (action: string): string => {
  if (action.endsWith('/read')) return action.startsWith('microsoft.insights/') ? 'Monitoring Reader' : 'Reader'
  if (action.startsWith('microsoft.web/serverfarms/')) return 'Web Plan Contributor'
  if (action.startsWith('microsoft.web/sites/')) return 'Website Contributor'
  if (action.startsWith('microsoft.insights/')) return 'Monitoring Contributor'
  return 'Contributor'
}
