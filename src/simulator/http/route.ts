import type { World } from '../physics/world.ts'
import type { Conditions } from '../types.ts'
import type { Download } from './download.ts'

/** One operation of Azure. A new one is an entry in a file of `routes/`. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Express path. */
  readonly path: string
  /** The ARM action that the caller needs. */
  readonly action: string
  /** True where it changes something: it is logged, and shows in the activity log. */
  readonly changes?: boolean
  answer(call: Call): Answer
}

export interface Call {
  readonly world: World
  /** Simulated; the physics stand at it. */
  readonly now: number
  /** Which write this is, counted from 1; of no meaning for a read. */
  readonly nth: number
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly activityLogLagInMs: number
  readonly conditions: Conditions
  header(name: string): string | undefined
  /** Actions taken away from the caller; `*` allowed as in Azure. */
  readonly denied: readonly string[]
  /** Whether the caller may do this as well: what is listed leaves out what may not be read. */
  may(action: string): boolean
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  /** In place of a body: bytes made while they are sent. */
  readonly download?: Download
  readonly headers?: Readonly<Record<string, string>>
  /** When what was accepted is done, where that is later. */
  readonly doneAt?: number
}

export const ok = (body: unknown): Answer => ({ status: 200, body })

export const management = 'https://management.azure.com'

export const groupPath = '/subscriptions/:subscription/resourceGroups/:group'
export const webPath = `${groupPath}/providers/Microsoft.Web`
/** What an action is done to: the path without the verb at its end. */
export function scopeOf({ method }: Route, path: string): string {
  return method === 'post' ? path.slice(0, path.lastIndexOf('/')) : path
}

/** Of an app or one of its slots. */
export const sitePath = `${webPath}/sites/:site{/slots/:slot}`
export const planPath = `${webPath}/serverfarms/:plan`
