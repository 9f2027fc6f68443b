import { chance } from './random.ts'
import type { AppState, Worker } from './world.ts'

/** Windows pids are multiples of four; so are these. */
export function pidOf(app: AppState, worker: Worker, seed: number, bornAt: number): number {
  const { name, slot = '' } = app.spec
  return 4 * (700 + Math.floor(3000 * chance(seed, 'pid', name, slot, worker.ordinal, bornAt)))
}
