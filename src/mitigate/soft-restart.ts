import { createRestartStep } from './kinds/restart-step.ts'

/** Recycles the app's processes on every instance; new ones take over from the old. */
export const softRestartStep = createRestartStep({
  id: 'soft-restart',
  harm: 30,
  soft: true,
  askedBy: { intent: 'request_restart', symptom: 'outage', argsOf: ({ soft }) => (soft ? {} : undefined) },
})
