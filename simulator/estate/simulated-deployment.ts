/** Code put on an app at some time. */
export interface SimulatedDeployment {
  readonly id: string
  readonly message: string
  readonly author: string
  readonly authorEmail: string
  readonly deployer: string
  readonly startedAt: number
  readonly endedAt: number
  readonly log: readonly string[]
}
