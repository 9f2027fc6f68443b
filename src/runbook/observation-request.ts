import type { AppRef } from '../incident/app-ref.ts'
import type { ObservationRequest } from '../incident/command.ts'
import { windowBefore } from '../observe/observe-app.ts'
import type { RunbookDependencies } from './types.ts'

/**
 * What is looked at, and what of it the first verdict does not wait for: more where Azure takes few reads just now. An
 * app that is still to be chosen is looked at in full.
 */
export const observationRequestOf = (
  { clock, probes, azure }: Pick<RunbookDependencies, 'clock' | 'probes' | 'azure'>,
  app: Pick<AppRef, 'subscriptionId'> | undefined,
): ObservationRequest => {
  const isWide = app === undefined || azure.reading.admitWideLook(app.subscriptionId)
  return {
    probes: probes.map(({ id }) => id),
    afterVerdict: probes.filter(({ afterVerdict, yields }) => afterVerdict || (yields && !isWide)).map(({ id }) => id),
    window: windowBefore(clock.now()),
  }
}

/** What a card carries: which incident, and something that can't be guessed. */
export const newActionId = ({ ids }: Pick<RunbookDependencies, 'ids'>, incident: string): string =>
  `${incident}.${ids.action()}`
