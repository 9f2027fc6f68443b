import type { AppState, Begun } from '../physics/world.ts'

export type Start = Omit<Begun, 'why'> & { readonly why: Exclude<Begun['why'], 'idle'> }

/** Every start on one machine, oldest first. What was unloaded for want of visitors is started by nobody but them. */
export function startsOf(app: AppState, machine: string): readonly Start[] {
  return app.begun.filter((one): one is Start => one.machine === machine && one.why !== 'idle')
}
