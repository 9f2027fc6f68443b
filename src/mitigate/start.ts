import { messageOf } from '../i18n/message.ts'
import { appLabelOf } from '../incident/app-ref.ts'
import { restartSuccess } from '../incident/verification/success-criteria.ts'
import { createStartStopStep } from './kinds/start-stop-step.ts'

export const startAppStep = createStartStopStep({
  id: 'start',
  verb: 'start',
  harm: 15,
  spokenAs: `
    start it, start him, start the app, just start, simply start, not start, starting, starten, start de app,
    start hem, opstarten, opgestart, aanzetten, turn* it on, turn* it back on, turn* back on, switch* it on,
    switch* it back on, zet hem aan, zet hem weer aan, demarrer, arrancar, avviar*,
    start … weer op, zet … app weer aan, start my app, start my shop, start my site, start the site, start the shop, start de site, start de webshop,
    start de shop`,
  risk: 'low',
  from: 'stopped',
  to: 'running',
  undo: 'stop',
  askedBy: { intent: 'request_step', symptom: 'outage', argsOf: () => ({}) },
  success: restartSuccess,
  notices: (app) => [
    messageOf('step.notice.start', { app: appLabelOf(app) }),
    messageOf('step.notice.cold-start', { app: appLabelOf(app) }),
  ],
})
