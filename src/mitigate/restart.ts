import { createRestartStep } from './kinds/restart-step.ts'

/** Restarts every instance of the app at once, and Kudu with them. */
export const restartAppStep = createRestartStep({
  id: 'restart',
  harm: 40,
  spokenAs: `
    restart*, herstart*, reboot*, bounce, bounces, bouncing, kick, kick it, give … a kick, kicking, schop,
    schopje, schoppen, turn* … off and on, turn* … on and off, switch* … off and on, off and on, uit en aan,
    uit en weer aan, aan en uit, opnieuw start*, opnieuw opstart*, start* … over, start* … opnieuw,
    start* … again, neustart*, neu start*, neu gestartet, redemarr*, relanc*, reinici*, riavvi*`,
  soft: false,
  askedBy: { intent: 'request_restart', symptom: 'outage', argsOf: ({ soft }) => (soft ? undefined : {}) },
})
