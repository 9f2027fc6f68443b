import { messageOf } from '../i18n/message.ts'
import { appLabelOf } from '../incident/app-ref.ts'
import { stoppedSuccess } from '../incident/verification/success-criteria.ts'
import { createStartStopStep } from './kinds/start-stop-step.ts'

export const stopAppStep = createStartStopStep({
  id: 'stop',
  verb: 'stop',
  harm: 90,
  spokenAs: `
    stop, stop it, stop the app, stopping, stoppen, stopzetten, stilzetten, shut* … down, shutdown, turn* … off,
    switch* … off, uitzetten, zet … uit, uitschakelen, afsluiten, offline halen, take … offline, anhalten,
    abschalten, arret*, detener, parar, fermar*,
    zet … stil, zet die app stil`,
  risk: 'high',
  objection: 'step.stop.against',
  from: 'running',
  to: 'stopped',
  undo: 'start',
  askedBy: { intent: 'request_step', symptom: 'question', argsOf: () => ({}) },
  success: stoppedSuccess,
  notices: (app, instances) => [
    messageOf('step.notice.stop', { app: appLabelOf(app), instances }),
    messageOf('step.notice.evidence-lost'),
  ],
})
