import type { SimulatedWorld } from '../physics/simulated-world.ts'
import type { SimulatorConditions } from '../types.ts'
import type { CallerRights } from './check-permission.ts'
import type { GeneratedDownload } from './generated-download.ts'

/** One operation of Azure. A new one is an entry in a file of `routes/`. */
export interface ArmRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Express path. */
  readonly path: string
  /** The ARM action that the caller needs. */
  readonly action: string
  /** True where it changes something: it is logged, and shows in the activity log. */
  readonly changes?: boolean
  answer(call: RouteCall): RouteAnswer
}

export interface RouteCall {
  readonly world: SimulatedWorld
  /** Simulated; the physics stand at it. */
  readonly now: number
  /** Which write this is, counted from 1; of no meaning for a read. */
  readonly writeNumber: number
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly activityLogLagInMs: number
  readonly conditions: SimulatorConditions
  header(name: string): string | undefined
  readonly rights: CallerRights
  /** Whether the caller may do this as well: what is listed leaves out what may not be read. */
  isAllowed(action: string): boolean
}

export interface RouteAnswer {
  readonly status: number
  readonly body?: unknown
  /** In place of a body: bytes made while they are sent. */
  readonly download?: GeneratedDownload
  readonly headers?: Readonly<Record<string, string>>
  /** When what was accepted is done, where that is later. */
  readonly doneAt?: number
}

export const okAnswer = (body: unknown): RouteAnswer => ({ status: 200, body })

export const managementUrl = 'https://management.azure.com'

export const resourceGroupPath = '/subscriptions/:subscription/resourceGroups/:group'
export const webProviderPath = `${resourceGroupPath}/providers/Microsoft.Web`
/** What an action is done to: the path without the verb at its end. */
export function actionScopeOf({ method }: ArmRoute, path: string): string {
  return method === 'post' ? path.slice(0, path.lastIndexOf('/')) : path
}

/** Of an app or one of its slots. */
export const sitePath = `${webProviderPath}/sites/:site{/slots/:slot}`
export const planPath = `${webProviderPath}/serverfarms/:plan`
