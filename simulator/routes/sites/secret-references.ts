import { siteIdOf } from '../../estate/estate-ids.ts'
import { type ArmRoute, okAnswer, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import { faultEffectsOn } from '../../physics/fault-effects.ts'
import type { AppState } from '../../physics/simulated-app.ts'

const action = 'Microsoft.Web/sites/config/read'
const pageSize = 20

/** What became of the references by which settings take their value from a vault. */
export const secretReferencesRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/config/configreferences/appsettings`,
    action,
    answer: (call) => okAnswer(paginateItems(call, referencesOf(call, findSite(call)), pageSize)),
  },
  {
    method: 'get',
    path: `${sitePath}/config/configreferences/connectionstrings`,
    action,
    answer: (call) => {
      findSite(call)
      return okAnswer(paginateItems(call, [], pageSize))
    },
  },
]

const reference = /^@Microsoft\.KeyVault\(SecretUri=https:\/\/([^.]+)\.[^/]+\/secrets\/([^/)]+)/

function referencesOf({ world, now }: RouteCall, app: AppState) {
  const [process] = app.processes
  const unresolved = process === undefined ? {} : faultEffectsOn(world, app, process, now).unresolvedSecrets
  return Object.entries(app.appSettings).flatMap(([setting, value]) => {
    const [, vaultName, secretName] = reference.exec(value) ?? []
    if (vaultName === undefined) return []
    const status = unresolved[setting] ?? 'Resolved'
    return [
      {
        id: `${siteIdOf(app.spec)}/config/configreferences/appsettings/${setting}`,
        name: setting,
        type: 'Microsoft.Web/sites/config/configreferences',
        properties: { reference: value, status, vaultName, secretName, source: 'KeyVault', details: detailsOf(status) },
      },
    ]
  })
}

function detailsOf(status: string): string {
  return status === 'Resolved'
    ? 'Reference has been successfully resolved.'
    : 'Key Vault reference was not able to be resolved.'
}
