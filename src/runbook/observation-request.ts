import type { ObservationRequest } from '../incident/command.ts'
import { windowBefore } from '../observe/observe-app.ts'
import type { RunbookDependencies } from './types.ts'

export const observationRequestOf = ({
  clock,
  probes,
}: Pick<RunbookDependencies, 'clock' | 'probes'>): ObservationRequest => ({
  probes: probes.map(({ id }) => id),
  afterVerdict: probes.filter(({ afterVerdict }) => afterVerdict).map(({ id }) => id),
  window: windowBefore(clock.now()),
})

/** What a card carries: which incident, and something that can't be guessed. */
export const newActionId = ({ ids }: Pick<RunbookDependencies, 'ids'>, incident: string): string =>
  `${incident}.${ids.action()}`
