import { labelOf } from '../estate/ids.ts'
import { secrets } from '../estate/secrets.ts'
import { hexOf } from '../physics/random.ts'
import { strainOn } from '../physics/strain.ts'
import type { AppState, Process, World } from '../physics/world.ts'
import { applicationLog } from './application.ts'
import type { Period } from './minutes.ts'

interface Line {
  readonly at: number
  readonly text: string
}

/** What App Service on Linux says of the container's life, and what the container itself wrote, in one. */
export function dockerLog(world: World, app: AppState, machine: string, period: Period): string {
  const own = applicationLog(world, app, machine, period).flatMap(({ at, level, text }) =>
    text.split('\n').map((line): Line => ({ at, text: `${levels[level]} ${line}` })),
  )
  return textOf([...own, ...platformLines(world, app, machine, period)])
}

/** Only the platform's part: `…_docker.log`. */
export function platformLog(world: World, app: AppState, machine: string, period: Period): string {
  return textOf(platformLines(world, app, machine, period))
}

const levels = { Information: 'info:', Warning: 'warn:', Error: 'error:', Critical: 'crit:' } as const

function textOf(lines: readonly Line[]): string {
  return lines
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, text }) => `${new Date(at).toISOString()} ${text}\n`)
    .join('')
}

function platformLines(world: World, app: AppState, machine: string, { from, to }: Period): Line[] {
  const births = app.begun.filter((one) => one.machine === machine && one.at < to)
  const process = app.processes.find(({ worker }) => worker.machine === machine)
  const lines = births.flatMap(({ at, why }) => [
    ...(why === 'crash' ? [exited(world, app, at)] : []),
    ...startOf(world, app, at),
  ])
  const now = process === undefined ? [] : outcomeOf(world, app, process, to)
  return [...lines, ...now].filter(({ at }) => at >= from && at < to)
}

function exited(world: World, app: AppState, at: number): Line {
  const text = `ERROR - Container ${nameOf(world, app, at)} for site ${app.spec.name} has exited, failing site start`
  return { at: at - 300, text }
}

/** What came of the newest start. */
function outcomeOf(world: World, app: AppState, process: Process, to: number): Line[] {
  const name = nameOf(world, app, process.bornAt - 1000)
  const why = strainOn(world, app, process, to).startFailure
  if (why !== undefined) return failedStart(name, app, process, why)
  const text = `INFO  - Container ${name} for site ${app.spec.name} initialized successfully and is ready to serve requests.`
  return [{ at: process.readyAt, text }]
}

/** Azure waits 230 seconds for an answer on the port. */
const pingedForInMs = 230_000

function failedStart(name: string, app: AppState, { bornAt }: Process, why: string): Line[] {
  const failed = `ERROR - Container ${name} for site ${app.spec.name} has exited, failing site start`
  const unanswered = `ERROR - Container ${name} didn't respond to HTTP pings on port: 8080, failing site start. See container logs for debugging.`
  return [
    { at: bornAt + 1900, text: `error: ${why}` },
    { at: bornAt + 2200, text: failed },
    { at: bornAt + 2300, text: unanswered },
    { at: bornAt + 2400, text: `INFO  - Stopping site ${app.spec.name} because it failed during startup.` },
    { at: bornAt + pingedForInMs, text: unanswered },
  ]
}

function startOf(world: World, app: AppState, at: number): Line[] {
  const image = app.config.linuxFxVersion
  const name = nameOf(world, app, at)
  return [
    { at: at + 300, text: `INFO  - Pulling image: ${image}` },
    { at: at + 900, text: `INFO  - Starting container for site` },
    {
      at: at + 950,
      text: `INFO  - docker run -d --expose=8080 --name ${name} -e WEBSITES_PORT=8080 -e WEBSITE_SITE_NAME=${app.spec.name} -e COSMOS_KEY=${secrets.cosmosKey} -e GITHUB_TOKEN=${secrets.githubToken} ${image}`,
    },
    { at: at + 1400, text: `INFO  - Initiating warmup request to container ${name} for site ${app.spec.name}` },
  ]
}

function nameOf(world: World, app: AppState, at: number): string {
  return `${labelOf(app.spec)}_0_${hexOf(8, world.seed, 'container', labelOf(app.spec), at)}`
}
