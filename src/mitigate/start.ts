import { messageOf } from '../i18n/message.ts'
import { appLabelOf } from '../incident/app-ref.ts'
import { restartSuccess } from '../incident/verification/success-criteria.ts'
import { createStartStopStep } from './kinds/start-stop-step.ts'

export const startAppStep = createStartStopStep({
  id: 'start',
  verb: 'start',
  harm: 15,
  risk: 'low',
  from: 'stopped',
  to: 'running',
  undo: 'stop',
  success: restartSuccess,
  notices: (app) => [
    messageOf('step.notice.start', { app: appLabelOf(app) }),
    messageOf('step.notice.cold-start', { app: appLabelOf(app) }),
  ],
})
