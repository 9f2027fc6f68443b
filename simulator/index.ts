import { planSpecsWith } from './estate/copied-plans.ts'
import { everydayActivity } from './estate/everyday-history.ts'
import { planSpecs } from './estate/plan-specs.ts'
import { faultById, faults } from './faults/index.ts'
import { createRequestThrottle } from './http/request-throttle.ts'
import { createSelfSignedCertificate } from './http/self-signed-certificate.ts'
import { listenOnLoopback } from './http/simulator-server.ts'
import { advanceToNow, type SimulatorState } from './http/simulator-state.ts'
import { createSimulatedWorld } from './physics/create-simulated-world.ts'
import { hourInMs } from './physics/simulated-time.ts'
import type { Simulator, SimulatorOptions } from './types.ts'

export {
  defaultFaultyApp,
  faultById,
  faults,
  faultyAppOf,
  reportedAppOf,
  trueCausesOf,
  truthOf,
} from './faults/index.ts'
export { lookalikes } from './faults/lookalikes/index.ts'
export type { Fault, FaultTruth } from './faults/types.ts'
export type { Simulator, SimulatorOptions } from './types.ts'

const usualHistoryInMs = 2 * hourInMs
/** The physics are kept near the clock even when nobody asks, so that no request has to catch up on a night. */
const keepUpEveryInMs = 20_000

/** Apps that a fault can be put on. */
export const appNames: readonly string[] = planSpecs.flatMap(({ apps }) =>
  apps.filter(({ slot }) => slot === undefined).map(({ name }) => name),
)

/** What is wrong where nothing was asked for: app name → fault id. */
export const practiceFaults: Readonly<Record<string, string>> = Object.fromEntries(
  appNames.flatMap((app) => faults.filter(({ practisedOn }) => practisedOn === app).map(({ id }) => [app, id])),
)

/**
 * Starts the estate on loopback. Throws an `Error` with a sentence for people where a fault or an app is unknown or
 * the port is taken.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  checkFaults(options)
  const state = createState(options)
  advanceToNow(state)
  const tls = options.https === true ? await createSelfSignedCertificate(Date.now()) : undefined
  const { server, port } = await listenOnLoopback(state, options.port ?? 0, tls).catch((error: unknown) => {
    throw new Error(whyNotListening(error, options.port ?? 0), { cause: error })
  })
  const keepUp = setInterval(() => advanceToNow(state), keepUpEveryInMs).unref()
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    ...(tls !== undefined && { certificate: tls.certificate }),
    writes: () => [...state.writes],
    configure: (conditions) => {
      state.conditions = conditions
    },
    stop: async () => {
      clearInterval(keepUp)
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}

function createState({
  seed,
  clock,
  faults: appFaults,
  troubleAgeInMs,
  historyInMs = usualHistoryInMs,
  hostNames = {},
  copies = 0,
}: SimulatorOptions): SimulatorState {
  const startedAt = Math.floor(clock.now())
  const age = { copies, ...(troubleAgeInMs === undefined ? {} : { troubleAgeInMs }) }
  const world = createSimulatedWorld({ seed, startedAt, historyInMs, faults: appFaults, ...age })
  world.activity.push(...everydayActivity(startedAt))
  for (const [host, name] of Object.entries(hostNames))
    world.apps.find(({ spec }) => spec.name === name && spec.slot === undefined)?.hostNames.push(host.toLowerCase())
  return { world, clock, throttle: createRequestThrottle(clock.speed), writes: [], conditions: {} }
}

function checkFaults({ faults: appFaults, copies }: SimulatorOptions): void {
  const known = new Set(planSpecsWith(copies).flatMap(({ apps }) => apps.map(({ name }) => name)))
  for (const [app, id] of Object.entries(appFaults)) {
    if (!known.has(app)) throw new Error(`There is no app "${app}"; there are ${appNames.join(', ')}.`)
    if (faultById(id) === undefined) {
      throw new Error(`There is no fault "${id}"; there are ${faults.map((fault) => fault.id).join(', ')}.`)
    }
  }
}

function whyNotListening(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken; choose another, or 0 for a free one.`
  if (code === 'EACCES') return `Port ${port} may not be used; choose one above 1023, or 0 for a free one.`
  return `The simulator cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`
}
