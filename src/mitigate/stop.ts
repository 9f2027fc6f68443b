import { messageOf } from '../i18n/message.ts'
import { appLabelOf } from '../incident/app-ref.ts'
import { stoppedSuccess } from '../incident/verification/success-criteria.ts'
import { createStartStopStep } from './kinds/start-stop-step.ts'

export const stopAppStep = createStartStopStep({
  id: 'stop',
  verb: 'stop',
  harm: 90,
  risk: 'high',
  from: 'running',
  to: 'stopped',
  undo: 'start',
  success: stoppedSuccess,
  notices: (app, instances) => [
    messageOf('step.notice.stop', { app: appLabelOf(app), instances }),
    messageOf('step.notice.evidence-lost'),
  ],
})
