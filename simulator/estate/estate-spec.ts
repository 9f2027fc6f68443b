/** What stands in the estate before anything happens: sizes and habits, all of them invented. */
export interface PlanSpec {
  readonly name: string
  readonly sku: { readonly name: string; readonly tier: string; readonly size: string; readonly family: string }
  readonly os: 'windows' | 'linux'
  readonly workers: number
  readonly maximumWorkers: number
  readonly coresAWorker: number
  readonly memoryAWorkerInBytes: number
  /** Memory that the worker uses without any app. */
  readonly systemMemoryInBytes: number
  readonly apps: readonly AppSpec[]
}

export interface AppSpec {
  readonly name: string
  readonly slot?: string
  readonly requestsPerSecond: number
  /** CPU time of one request on a warm process. */
  readonly cpuInMs: number
  /** Time a request waits on others (database, storage). */
  readonly waitInMs: number
  readonly privateBytes: number
  /** Requests that a process works on at once. */
  readonly concurrency: number
  readonly queueLimit: number
  /** A shallow check: it says only whether the process answers. */
  readonly healthCheckPath?: string
  /** `false` where Azure unloads it when nobody comes; slots and plans that do not offer it apart, `true` where absent. */
  readonly alwaysOn?: boolean
  readonly runtime: string
  /** Of the virtual network that it goes out by; by none where absent. */
  readonly subnet?: string
  readonly tags: Readonly<Record<string, string>>
}

export const subscriptionId = '11111111-1111-4111-8111-111111111111'
export const subscriptionName = 'Contoso Production'
export const tenantId = '22222222-2222-4222-8222-222222222222'
export const azureLocation = 'westeurope'
export const geoRegion = 'West Europe'
export const megabyteInBytes = 1024 * 1024
export const gigabyteInBytes = 1024 * megabyteInBytes
