import { phrase } from '../incident/phrase.ts'
import { labelOf } from './ids.ts'
import { restartSuccess } from './success.ts'
import { switchStep } from './switch.ts'

export const start = switchStep({
  id: 'start',
  harm: 15,
  risk: 'low',
  from: 'stopped',
  to: 'running',
  undo: 'stop',
  success: restartSuccess,
  notices: (app) => [
    phrase('step.notice.start', { app: labelOf(app) }),
    phrase('step.notice.cold-start', { app: labelOf(app) }),
  ],
})
