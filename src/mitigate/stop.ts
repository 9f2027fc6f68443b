import { phrase } from '../incident/phrase.ts'
import { labelOf } from './ids.ts'
import { stoppedSuccess } from './success.ts'
import { switchStep } from './switch.ts'

export const stop = switchStep({
  id: 'stop',
  harm: 90,
  risk: 'high',
  from: 'running',
  to: 'stopped',
  undo: 'start',
  success: stoppedSuccess,
  notices: (app, instances) => [
    phrase('step.notice.stop', { app: labelOf(app), instances }),
    phrase('step.notice.evidence-lost'),
  ],
})
