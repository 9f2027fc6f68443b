import { seededFraction, seededGuid, seededHex } from '../physics/seeded-random.ts'
import { dayInMs, minuteInMs } from '../physics/simulated-time.ts'
import type { ActivityEvent } from '../physics/simulated-world.ts'
import { hostLabelOf, siteIdOf } from './estate-ids.ts'
import type { AppSpec } from './estate-spec.ts'
import { plantedSecrets } from './planted-secrets.ts'
import type { SimulatedDeployment } from './simulated-deployment.ts'

const messages = [
  'Update the package lock',
  `Show the delivery date in the basket, as ${plantedSecrets.email} asked`,
  'Log less in production',
] as const

/** A build that prints how it signed in. */
const secretLeakingLog = [
  'Preparing deployment for the zip package.',
  `npm config set //registry.contoso.example/:_authToken=${plantedSecrets.npmToken}`,
  `Cloning https://build:${plantedSecrets.urlPassword}@git.contoso.example/web.git with ${plantedSecrets.githubToken}`,
  'Copying 212 files to wwwroot.',
  'Deployment successful.',
] as const

/** Deployments of the weeks before and now and then one of the last hours, none of them to blame. */
export function everydayDeployments(app: AppSpec, seed: number, startedAt: number): SimulatedDeployment[] {
  const older = messages.map((message, index) => {
    const ago = (21 - 7 * index - 3 * seededFraction(seed, 'deployed', hostLabelOf(app), index)) * dayInMs
    const endedAt = Math.floor((startedAt - ago) / 1000) * 1000
    const deployment = { ...zipDeployment({ message, endedAt, id: idOf(app, seed, index) }), log: secretLeakingLog }
    // As recorded of pipelines that push a package: nobody's name, the tool's alone.
    return index === 1 ? { ...deployment, author: 'N/A', authorEmail: 'N/A', deployer: 'OneDeploy' } : deployment
  })
  return [...older, ...recentDeploymentsOf(app, seed, startedAt)]
}

/** One time in five somebody has deployed an hour or two before, to a slot even minutes before, and all went well. */
function recentDeploymentsOf(app: AppSpec, seed: number, startedAt: number): SimulatedDeployment[] {
  if (seededFraction(seed, 'deployed today', hostLabelOf(app)) >= 0.2) return []
  const least = app.slot === undefined ? 75 : 12
  const ago = (least + 45 * seededFraction(seed, 'deployed today at', hostLabelOf(app))) * minuteInMs
  const endedAt = Math.floor((startedAt - ago) / 1000) * 1000
  return [
    zipDeployment({ message: 'Correct a typing error in the footer', endedAt, id: idOf(app, seed, messages.length) }),
  ]
}

function idOf(app: AppSpec, seed: number, index: number): string {
  return seededHex(32, seed, 'deployment', hostLabelOf(app), index)
}

export function zipDeployment(given: { message: string; endedAt: number; id: string }): SimulatedDeployment {
  return {
    ...given,
    author: 'M. Jansen',
    authorEmail: 'm.jansen@contoso.com',
    deployer: 'GITHUB_ZIP_DEPLOY',
    startedAt: given.endedAt - 48_000,
    log: ['Preparing deployment for the zip package.', 'Copying 212 files to wwwroot.', 'Deployment successful.'],
  }
}

/** What activity logs are full of and no change is behind: policies that look, scanners and portals that list keys. */
function routineActivity(startedAt: number): ActivityEvent[] {
  return ['contoso-web', 'contoso-api', 'contoso-shop'].flatMap((name, index) =>
    routines.map(({ action, below, caller }, which) => {
      const at = startedAt - (11 + 23 * which + 7 * index) * minuteInMs
      const id = seededGuid(index, 'routine', name, which)
      const about = { action, caller, resourceId: `${siteIdOf({ name })}${below}`, method: 'POST', statusCode: 200 }
      // They are over at once: the log has their end only.
      return { ...about, write: 0, correlationId: id, clientRequestId: '', status: 'Succeeded', at } as const
    }),
  )
}

const routines = [
  { action: 'Microsoft.Authorization/policies/audit/action', below: '', caller: 'Microsoft.Authorization' },
  { action: 'Microsoft.Web/sites/config/list/action', below: '/config/appsettings', caller: 'm.jansen@contoso.com' },
  { action: 'Microsoft.Web/sites/host/listKeys/action', below: '/host/default', caller: 'scanner@contoso.com' },
]

/** What others did before: a colleague changed the settings of an app that is in no trouble. */
export function everydayActivity(startedAt: number): ActivityEvent[] {
  const at = startedAt - 74 * minuteInMs
  const base = {
    write: 0,
    action: 'Microsoft.Web/sites/config/write',
    resourceId: `${siteIdOf({ name: 'contoso-blog' })}/config/web`,
    caller: 'p.devries@contoso.com',
    method: 'PATCH',
    statusCode: 200,
    correlationId: '6b0f0b6e-3f0a-4c51-9a61-0d8f5f3c7f11',
    clientRequestId: 'a3f1c2d4-98b0-4f0e-8a57-5a8b7f1f2b10',
  } as const
  return [
    { ...base, status: 'Started', at },
    { ...base, status: 'Succeeded', at: at + 1400 },
    ...routineActivity(startedAt),
  ]
}
