import { hostLabelOf } from '../estate/estate-ids.ts'
import { plantedSecrets } from '../estate/planted-secrets.ts'
import { seededHex } from '../physics/seeded-random.ts'
import type { AppState, ProcessStart } from '../physics/simulated-app.ts'
import type { SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { appFailureOf } from './app-failure.ts'
import { applicationLogOf } from './application-log.ts'
import { failureLinesOf } from './console-lines.ts'

interface Line {
  readonly at: number
  readonly text: string
}

/** What App Service on Linux says of the container's life, and what the container itself wrote, in one. */
export function dockerLogOf(world: SimulatedWorld, app: AppState, machine: string, period: SimulatedPeriod): string {
  const entries = applicationLogOf(world, app, machine, period).flatMap(({ at, level, text, console }) =>
    (console ?? text.split('\n').map((line) => `${levels[level]} ${line}`)).map((line): Line => ({ at, text: line })),
  )
  const ended = endedLines(world, app, machine, period)
  return textOf([...entries, ...ended, ...platformLines(world, app, machine, period)])
}

/** The last words of what died by itself; what was killed has none. */
function endedLines(world: SimulatedWorld, app: AppState, machine: string, { from, to }: SimulatedPeriod): Line[] {
  const crashes = app.processStarts.filter(
    (start) => start.machine === machine && start.why === 'crash' && start.at >= from && start.at < to,
  )
  return crashes.flatMap(({ at }) =>
    failureLinesOf(app.spec.runtime, appFailureOf(world, app, at), true).map((text): Line => ({ at: at - 400, text })),
  )
}

/** Only the platform's part: `…_docker.log`. */
export function platformLogOf(world: SimulatedWorld, app: AppState, machine: string, period: SimulatedPeriod): string {
  return textOf(platformLines(world, app, machine, period))
}

const levels = { Information: 'info:', Warning: 'warn:', Error: 'error:', Critical: 'crit:' } as const

function textOf(lines: readonly Line[]): string {
  return lines
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, text }) => `${new Date(at).toISOString()} ${text}\n`)
    .join('')
}

function platformLines(world: SimulatedWorld, app: AppState, machine: string, { from, to }: SimulatedPeriod): Line[] {
  const process = app.processes.find(({ worker }) => worker.machine === machine)
  const starts = app.processStarts.filter((start) => start.machine === machine)
  const lines = starts.flatMap((start, index) => {
    const name = nameOf(world, app, start.at)
    const isNewest = index === starts.length - 1
    return [
      ...(start.why === 'crash' || start.why === 'out-of-memory'
        ? [exitedLine(app, nameOf(world, app, starts[index - 1]?.at ?? 0), start.at - 300)]
        : []),
      ...(start.why === 'out-of-memory'
        ? [killedLine(app, nameOf(world, app, starts[index - 1]?.at ?? 0), start.at - 350)]
        : []),
      ...startOf(app, name, start),
      ...(start.failure === undefined ? [] : failedStart(app, name, start.at)),
      ...(isNewest && process !== undefined && start.failure === undefined
        ? [startedLine(app, name, process.readyAt)]
        : []),
    ]
  })
  return lines.filter(({ at }) => at >= from && at < to)
}

function exitedLine({ spec }: AppState, name: string, at: number): Line {
  return { at, text: `ERROR - Container ${name} for site ${spec.name} has exited, failing site start` }
}

/** 128 and SIGKILL, as Docker counts. */
function killedLine({ spec }: AppState, name: string, at: number): Line {
  return { at, text: `ERROR - Container ${name} for site ${spec.name} exited with exit code 137 (OOMKilled)` }
}

function startedLine({ spec }: AppState, name: string, at: number): Line {
  const text = `INFO  - Container ${name} for site ${spec.name} initialized successfully and is ready to serve requests.`
  return { at, text }
}

/** A container that has ended is given up at once; one that runs gets 230 seconds to answer on its port. */
const givenUpAfterInMs = 2_300

function failedStart(app: AppState, name: string, at: number): Line[] {
  const unanswered = `ERROR - Container ${name} didn't respond to HTTP pings on port: 8080, failing site start. See container logs for debugging.`
  return [
    exitedLine(app, name, at + 2200),
    { at: at + givenUpAfterInMs, text: unanswered },
    {
      at: at + givenUpAfterInMs + 80,
      text: `INFO  - Stopping site ${app.spec.name} because it failed during startup.`,
    },
  ]
}

function startOf(app: AppState, name: string, { at, image }: ProcessStart): Line[] {
  return [
    { at: at + 300, text: `INFO  - Pulling image: ${image}` },
    { at: at + 900, text: `INFO  - Starting container for site` },
    {
      at: at + 950,
      text: `INFO  - docker run -d --expose=8080 --name ${name} -e WEBSITES_PORT=8080 -e WEBSITE_SITE_NAME=${app.spec.name} -e COSMOS_KEY=${plantedSecrets.cosmosKey} -e GITHUB_TOKEN=${plantedSecrets.githubToken} ${image}`,
    },
    { at: at + 1400, text: `INFO  - Initiating warmup request to container ${name} for site ${app.spec.name}` },
  ]
}

function nameOf(world: SimulatedWorld, app: AppState, at: number): string {
  return `${hostLabelOf(app.spec)}_0_${seededHex(8, world.seed, 'container', hostLabelOf(app.spec), at)}`
}
