import { type Request, type Response, Router } from 'express'
import { plantedSecretList } from '../estate/planted-secrets.ts'
import { truthOf } from '../faults/index.ts'
import { parseConditions } from './conditions.ts'
import { advanceToNow, type SimulatorState } from './simulator-state.ts'

/**
 * The simulator's own routes, for drills and tests; no part of Azure, no token needed.
 *
 * - `GET  /simulator/clock` → `{now, speed}`; `now` in epoch milliseconds, simulated
 * - `POST /simulator/clock/advance` `{byInMs}` → `{now, speed}`; 409 where the clock runs by itself
 * - `GET  /simulator/writes` → every write received: `[{at, method, path, query, body, correlationId, clientRequestId, status}]`
 * - `GET  /simulator/truth` → the faults with their true causes by now (`over`: they were), the right steps and the onset
 * - `GET  /simulator/secrets` → the secrets planted in the estate: `[{name, value}]`; none may show anywhere
 * - `PUT  /simulator/conditions` → replaces the `Conditions` (see `types.ts`); `GET` shows them
 */
export function controlRouter(state: SimulatorState): Router {
  const router = Router()
  router.get('/clock', (_: Request, response: Response) => void response.json(clock(state)))
  router.post('/clock/advance', (request: Request, response: Response) => advanceClock(state, request, response))
  router.get('/writes', (_: Request, response: Response) => void response.json(state.writes))
  router.get('/truth', (_: Request, response: Response) => void response.json(truth(state)))
  router.get('/secrets', (_: Request, response: Response) => void response.json(plantedSecretList))
  router.get('/conditions', (_: Request, response: Response) => void response.json(state.conditions))
  router.put('/conditions', (request: Request, response: Response) => setConditions(state, request, response))
  return router
}

function clock(state: SimulatorState) {
  return { now: advanceToNow(state), speed: state.clock.speed ?? 1 }
}

function advanceClock(state: SimulatorState, request: Request, response: Response): void {
  const { byInMs } = (request.body ?? {}) as { byInMs?: unknown }
  if (state.clock.advance === undefined) {
    response.status(409).json({ error: 'This clock runs by itself.' })
  } else if (typeof byInMs !== 'number' || !(byInMs >= 0)) {
    response.status(400).json({ error: 'Send {"byInMs": <milliseconds>}.' })
  } else {
    state.clock.advance(byInMs)
    response.json(clock(state))
  }
}

function truth(state: SimulatorState) {
  const { world } = state
  const now = advanceToNow(state)
  return {
    startedAt: world.startedAt,
    faults: world.faults.map(({ fault, app, onset }) => {
      const { id, title, cause, right, useless, harmful } = fault
      const answer = truthOf(fault, { at: now, onset, quotaDayFrom: world.quotaDayFrom })
      const feltFrom = onset + (fault.unfeltForInMs ?? 0)
      return { app: app.name, onset, feltFrom, id, title, cause, right, useless, harmful, over: false, ...answer }
    }),
  }
}

function setConditions(state: SimulatorState, request: Request, response: Response): void {
  try {
    state.conditions = parseConditions(request.body)
    response.json(state.conditions)
  } catch (error) {
    response.status(400).json({ error: error instanceof Error ? error.message : 'Not understood.' })
  }
}
