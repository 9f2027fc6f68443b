import { messageOf } from '../i18n/message.ts'
import { createScaleStep } from './kinds/scale-step.ts'

/** Fewer workers for the app's plan: the way back from scaling out. */
export const scaleInStep = createScaleStep({
  id: 'scale-in',
  harm: 50,
  risk: 'medium',
  undo: 'scale-out',
  whyNot: ({ id, workers: before }, workers) =>
    workers < before ? undefined : messageOf('step.impossible.not-fewer', { plan: id.name, before, workers }),
  notices: ({ workers: before }, workers) => [
    messageOf('step.notice.fewer-instances', { fewer: before - workers, left: workers }),
  ],
  // Azure chooses which ones go.
  touched: ({ instances }) => instances.map(({ name }) => name),
})
