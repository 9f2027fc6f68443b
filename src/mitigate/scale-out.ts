import { messageOf } from '../i18n/message.ts'
import { createScaleStep } from './kinds/scale-step.ts'
import { whyNotRunning } from './live-state/site-state.ts'

/** More workers for the app's plan. */
export const scaleOutStep = createScaleStep({
  id: 'scale-out',
  harm: 20,
  risk: 'low',
  offersLease: true,
  askedBy: {
    intent: 'request_scale_out',
    symptom: 'slow',
    argsOf: ({ instances, moreInstances, durationInMs }) => ({
      ...(instances === undefined ? { more: moreInstances ?? 1 } : { workers: instances }),
      ...(durationInMs === undefined ? {} : { leaseInMs: durationInMs }),
    }),
  },
  undo: 'scale-in',
  whyNot: ({ id, site, workers: before, maximum }, workers, app) => {
    if (workers <= before) return messageOf('step.impossible.not-more', { plan: id.name, before, workers })
    if (workers > maximum) return messageOf('step.impossible.too-many', { plan: id.name, maximum, workers })
    return whyNotRunning(app, site)
  },
  notices: ({ workers: before }, workers) => [messageOf('step.notice.new-instances', { more: workers - before })],
  touched: () => [],
})
