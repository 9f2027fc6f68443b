import { hostLabelOf, siteIdOf } from '../../estate/estate-ids.ts'
import { geoRegion } from '../../estate/estate-spec.ts'
import { type ArmRoute, okAnswer, sitePath } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import { seededHex } from '../../physics/seeded-random.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import type { SimulatedWorld } from '../../physics/simulated-world.ts'
import { appHostOf, scmHostOf } from './site-body.ts'

/** Name and password for Kudu, which whoever may publish can ask for. */
export const publishingRoutes: readonly ArmRoute[] = [
  {
    method: 'post',
    path: `${sitePath}/publishxml`,
    action: 'Microsoft.Web/sites/publishxml/Action',
    answer: (call) => ({
      status: 200,
      body: profiles(call.world, findSite(call)),
      headers: { 'Content-Type': 'application/xml' },
    }),
  },
  {
    method: 'post',
    path: `${sitePath}/config/publishingcredentials/list`,
    action: 'Microsoft.Web/sites/config/list/Action',
    answer: (call) => okAnswer(credentials(call.world, findSite(call))),
  },
]

/** The user's name and password, the same for the same seed. */
export function publisherCredentialsOf(
  { seed }: SimulatedWorld,
  { spec }: AppState,
): { readonly name: string; readonly password: string } {
  const label = hostLabelOf(spec)
  return { name: `$${label.replace('-', '__')}`, password: seededHex(60, seed, 'publisher', label) }
}

function credentials(world: SimulatedWorld, app: AppState) {
  const { name, password } = publisherCredentialsOf(world, app)
  const id = `${siteIdOf(app.spec)}/publishingcredentials/${name}`
  return {
    id,
    name: app.spec.name,
    type: 'Microsoft.Web/sites/publishingcredentials',
    location: geoRegion,
    properties: {
      publishingUserName: name,
      publishingPassword: password,
      scmUri: `https://${encodeURIComponent(name)}:${password}@${scmHostOf(app)}`,
    },
  }
}

function profiles(world: SimulatedWorld, app: AppState): string {
  const kudu = scmHostOf(app)
  const shared = { destinationAppUrl: `https://${appHostOf(app)}`, webSystem: 'WebSites' }
  const user = {
    userName: publisherCredentialsOf(world, app).name,
    userPWD: publisherCredentialsOf(world, app).password,
  }
  const label = hostLabelOf(app.spec)
  const all = [
    { profileName: `${label} - Web Deploy`, publishMethod: 'MSDeploy', publishUrl: `${kudu}:443`, msdeploySite: label },
    { profileName: `${label} - Zip Deploy`, publishMethod: 'ZipDeploy', publishUrl: `${kudu}:443` },
  ]
  return `<publishData>${all.map((one) => element({ ...one, ...user, ...shared })).join('')}</publishData>`
}

function element(attributes: Readonly<Record<string, string>>): string {
  const text = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`)
  return `<publishProfile ${text.join(' ')}><databases /></publishProfile>`
}
