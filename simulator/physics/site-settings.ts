import type { PlanSpec } from '../estate/estate-spec.ts'

/** What a worker of a plan is: changes with the SKU. */
export type PlanSize = Pick<PlanSpec, 'sku' | 'coresAWorker' | 'memoryAWorkerInBytes' | 'maximumWorkers'>

/** `unauthenticatedClientAction` of `config/authsettingsV2`. */
export type SignInAction = 'RedirectToLoginPage' | 'Return401'

/** What can be set of `config/web` and acts on the physics; the rest is kept as it was sent. */
export interface SiteConfig {
  readonly healthCheckPath: string | null
  readonly alwaysOn: boolean
  /** Linux only: `NODE|22-lts` or `DOCKER|registry/image:tag`. */
  readonly linuxFxVersion: string
  readonly autoHealEnabled: boolean
  /** As sent: Azure's own shape. */
  readonly autoHealRules: unknown
  readonly minimumElasticInstanceCount: number
  readonly preWarmedInstanceCount: number
  /** Of the virtual network that it goes out by. */
  readonly subnet: string | null
  readonly more: Readonly<Record<string, unknown>>
}
