import type { ObservationRequest } from '../incident/command.ts'
import type { RunbookDependencies } from './types.ts'

/** The hour before the report: long enough for a baseline before what is going on. */
const windowInMs = 60 * 60_000

export const observationRequestOf = ({
  clock,
  probes,
}: Pick<RunbookDependencies, 'clock' | 'probes'>): ObservationRequest => ({
  probes: probes.map(({ id }) => id),
  window: { from: clock.now() - windowInMs, to: clock.now() },
})

/** What a card carries: which incident, and something that can't be guessed. */
export const newActionId = ({ ids }: Pick<RunbookDependencies, 'ids'>, incident: string): string =>
  `${incident}.${ids.action()}`
