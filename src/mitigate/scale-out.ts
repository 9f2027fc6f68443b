import { phrase } from '../incident/phrase.ts'
import { scaleStep } from './scale.ts'
import { whyNotRunning } from './site.ts'

/** More workers for the app's plan. */
export const scaleOut = scaleStep({
  id: 'scale-out',
  harm: 20,
  risk: 'low',
  undo: 'scale-in',
  whyNot: ({ id, site, workers: before, maximum }, workers, app) => {
    if (workers <= before) return phrase('step.impossible.not-more', { plan: id.name, before, workers })
    if (workers > maximum) return phrase('step.impossible.too-many', { plan: id.name, maximum, workers })
    return whyNotRunning(app, site)
  },
  notices: ({ workers: before }, workers) => [phrase('step.notice.new-instances', { more: workers - before })],
  touched: () => [],
})
