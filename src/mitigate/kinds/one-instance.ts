import type { SeenApp } from '../seen/seen-app.ts'
import type { StepQuestion, StepWording } from '../types.ts'

/** Who speaks of one instance never gets a restart of all of them. */
export const oneInstance: StepWording = {
  intent: 'request_step',
  insteadOf: ['request_restart'],
  symptom: 'outage',
  argsOf: ({ instance, oneInstance }) => (instance === undefined || !oneInstance ? undefined : { instance }),
}

/** Which one, of those that were seen; by its name where none was. `isRequired` where the step chooses none itself. */
export const whichInstance =
  (isRequired: boolean) =>
  ({ instances }: SeenApp): readonly StepQuestion[] => [
    {
      input: 'instance',
      isRequired,
      ...(instances.length === 0 ? {} : { choices: instances.map((name) => ({ value: name })) }),
    },
  ]
