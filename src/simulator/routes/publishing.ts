import { labelOf, siteIdOf } from '../estate/ids.ts'
import { geoRegion } from '../estate/spec.ts'
import { siteOf } from '../http/find.ts'
import { ok, type Route, sitePath } from '../http/route.ts'
import { hexOf } from '../physics/random.ts'
import type { AppState, World } from '../physics/world.ts'
import { hostOf, kuduHostOf } from './site-body.ts'

/** Name and password for Kudu, which whoever may publish can ask for. */
export const publishing: readonly Route[] = [
  {
    method: 'post',
    path: `${sitePath}/publishxml`,
    action: 'Microsoft.Web/sites/publishxml/Action',
    answer: (call) => ({
      status: 200,
      body: profiles(call.world, siteOf(call)),
      headers: { 'Content-Type': 'application/xml' },
    }),
  },
  {
    method: 'post',
    path: `${sitePath}/config/publishingcredentials/list`,
    action: 'Microsoft.Web/sites/config/list/Action',
    answer: (call) => ok(credentials(call.world, siteOf(call))),
  },
]

/** The user's name and password, the same for the same seed. */
export function publisherOf({ seed }: World, { spec }: AppState): { readonly name: string; readonly password: string } {
  const label = labelOf(spec)
  return { name: `$${label.replace('-', '__')}`, password: hexOf(60, seed, 'publisher', label) }
}

function credentials(world: World, app: AppState) {
  const { name, password } = publisherOf(world, app)
  const id = `${siteIdOf(app.spec)}/publishingcredentials/${name}`
  return {
    id,
    name: app.spec.name,
    type: 'Microsoft.Web/sites/publishingcredentials',
    location: geoRegion,
    properties: {
      publishingUserName: name,
      publishingPassword: password,
      scmUri: `https://${encodeURIComponent(name)}:${password}@${kuduHostOf(app)}`,
    },
  }
}

function profiles(world: World, app: AppState): string {
  const kudu = kuduHostOf(app)
  const shared = { destinationAppUrl: `https://${hostOf(app)}`, webSystem: 'WebSites' }
  const user = { userName: publisherOf(world, app).name, userPWD: publisherOf(world, app).password }
  const label = labelOf(app.spec)
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
