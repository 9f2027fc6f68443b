/** What each limit would come to with less capacity, at the load of now. */
export interface CapacityForecast {
  /** How many there would be. */
  readonly instances: number
  readonly limits: readonly LimitForecast[]
}

export interface LimitForecast {
  /** Index into the plan's success limits. */
  readonly limit: number
  readonly metric: string
  readonly atMost: number
  readonly now: number
  readonly after: number
  /** Within the limit, with room for a load that moves. */
  readonly holds: boolean
}
