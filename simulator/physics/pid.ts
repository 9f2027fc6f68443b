import { seededFraction } from './seeded-random.ts'
import type { AppState, SimulatedWorker } from './simulated-world.ts'

/** Windows pids are multiples of four; so are these. */
export function pidOf(app: AppState, worker: SimulatedWorker, seed: number, bornAt: number): number {
  const { name, slot = '' } = app.spec
  return 4 * (700 + Math.floor(3000 * seededFraction(seed, 'pid', name, slot, worker.ordinal, bornAt)))
}
