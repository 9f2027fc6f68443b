import type { AppState, ProcessExit } from '../physics/simulated-world.ts'

export type ProcessStart = Omit<ProcessExit, 'why'> & { readonly why: Exclude<ProcessExit['why'], 'idle'> }

/** Every start on one machine, oldest first. What was unloaded for want of visitors is started by nobody but them. */
export function processStartsOf(app: AppState, machine: string): readonly ProcessStart[] {
  return app.processExits.filter((one): one is ProcessStart => one.machine === machine && one.why !== 'idle')
}
