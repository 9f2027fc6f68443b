import type { Deployment } from '../estate/deployment.ts'
import { labelOf } from '../estate/ids.ts'
import { secrets } from '../estate/secrets.ts'
import type { AppSpec } from '../estate/spec.ts'
import { chance, hexOf } from '../physics/random.ts'

const dayInMs = 24 * 60 * 60_000

const messages = [
  'Update the package lock',
  `Show the delivery date in the basket, as ${secrets.email} asked`,
  'Log less in production',
] as const

/** A build that prints how it signed in. */
const talkativeLog = [
  'Preparing deployment for the zip package.',
  `npm config set //registry.contoso.example/:_authToken=${secrets.npmToken}`,
  `Cloning https://build:${secrets.urlPassword}@git.contoso.example/web.git with ${secrets.githubToken}`,
  'Copying 212 files to wwwroot.',
  'Deployment successful.',
] as const

/** Deployments of the weeks before and now and then one of the last hours, none of them to blame. */
export function everydayDeployments(app: AppSpec, seed: number, startedAt: number): Deployment[] {
  const older = messages.map((message, nth) => {
    const ago = (21 - 7 * nth - 3 * chance(seed, 'deployed', labelOf(app), nth)) * dayInMs
    const endedAt = Math.floor((startedAt - ago) / 1000) * 1000
    return { ...deploymentAt({ message, endedAt, id: idOf(app, seed, nth) }), log: talkativeLog }
  })
  return [...older, ...recent(app, seed, startedAt)]
}

const minuteInMs = 60_000

/** One time in five somebody has deployed an hour or two before, to a slot even minutes before, and all went well. */
function recent(app: AppSpec, seed: number, startedAt: number): Deployment[] {
  if (chance(seed, 'deployed today', labelOf(app)) >= 0.2) return []
  const least = app.slot === undefined ? 75 : 12
  const ago = (least + 45 * chance(seed, 'deployed today at', labelOf(app))) * minuteInMs
  const endedAt = Math.floor((startedAt - ago) / 1000) * 1000
  return [
    deploymentAt({ message: 'Correct a typing error in the footer', endedAt, id: idOf(app, seed, messages.length) }),
  ]
}

function idOf(app: AppSpec, seed: number, nth: number): string {
  return hexOf(32, seed, 'deployment', labelOf(app), nth)
}

export function deploymentAt(given: { message: string; endedAt: number; id: string }): Deployment {
  return {
    ...given,
    author: 'M. Jansen',
    authorEmail: 'm.jansen@contoso.com',
    deployer: 'GITHUB_ZIP_DEPLOY',
    startedAt: given.endedAt - 48_000,
    log: ['Preparing deployment for the zip package.', 'Copying 212 files to wwwroot.', 'Deployment successful.'],
  }
}
