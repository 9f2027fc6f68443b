import { phrase } from '../incident/phrase.ts'
import { scaleStep } from './scale.ts'

/** Fewer workers for the app's plan: the way back from scaling out. */
export const scaleIn = scaleStep({
  id: 'scale-in',
  harm: 50,
  risk: 'medium',
  undo: 'scale-out',
  whyNot: ({ id, workers: before }, workers) =>
    workers < before ? undefined : phrase('step.impossible.not-fewer', { plan: id.name, before, workers }),
  notices: ({ workers: before }, workers) => [
    phrase('step.notice.fewer-instances', { fewer: before - workers, left: workers }),
  ],
  // Azure chooses which ones go.
  touched: ({ instances }) => instances.map(({ name }) => name),
})
