import { createRestartStep } from './kinds/restart-step.ts'

/** Restarts every instance of the app at once, and Kudu with them. */
export const restartAppStep = createRestartStep({
  id: 'restart',
  harm: 40,
  soft: false,
  askedBy: { intent: 'request_restart', symptom: 'outage', argsOf: ({ soft }) => (soft ? undefined : {}) },
})
