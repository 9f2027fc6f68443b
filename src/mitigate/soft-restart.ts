import { createRestartStep } from './kinds/restart-step.ts'

/** Recycles the app's processes on every instance; new ones take over from the old. */
export const softRestartStep = createRestartStep({
  id: 'soft-restart',
  harm: 30,
  spokenAs: `
    recycl*, soft restart*, softly restart*, gentle restart*, graceful* restart*, soft reboot*,
    zacht* herstart*, zacht* restart*, zachtjes … herstart*, sanft* neustart*`,
  soft: true,
  askedBy: { intent: 'request_restart', symptom: 'outage', argsOf: ({ soft }) => (soft ? {} : undefined) },
})
