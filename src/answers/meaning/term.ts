import type { Spoken } from '../../text/spoken-terms.ts'
import type { KnownMetric } from '../figures/metric-table.ts'

/** A term that people ask about: what it is, and what it mostly tells, stand in the strings by its id. */
export interface Term extends Spoken {
  readonly id: string
  /** The figure that shows how much of it there is here. */
  readonly metric?: Pick<KnownMetric, 'name' | 'of'>
}
