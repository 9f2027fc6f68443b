import { messageOf } from '../i18n/message.ts'
import { createScaleStep } from './kinds/scale-step.ts'
import { countsBetween, seenPlanOf } from './seen/seen-plan.ts'

/** Fewer workers for the app's plan: the way back from scaling out. */
export const scaleInStep = createScaleStep({
  id: 'scale-in',
  harm: 50,
  spokenAs: `
    scal* in, scal* … in, scal* in … instance*, scal* in … worker*, scal* in … machine*, scal* back … instance*,
    scal* back … worker*, scal* back … machine*, schaal* in, schaal* in … instan*, schaal* in … worker*,
    schaal* in … machine*, schaal* terug … worker*,
    scal* down … instance*, scal* down … worker*, down to … instance*, terug naar … instan*,
    scal* back, scal* … back, inschal*, terugschal*, terug te schalen, schaal* … terug,
    fewer instances, fewer workers, fewer machines, less instances, minder instan*, minder machine*,
    minder worker*, instan* minder, instan* weg*, remove … instance*, remove … worker*, weniger instanzen,
    moins d'instances, menos instancias,
    take* … machines away, take* … instances away, take* … servers away, haal* er … machines af,
    haal* er … instances af, haal* er … instanties af, haal* er … servers af, machines weg*, servers weg*`,
  risk: 'medium',
  undo: 'scale-out',
  askedBy: {
    intent: 'request_step',
    insteadOf: ['request_scale_out', 'request_scale_up'],
    symptom: 'question',
    argsOf: ({ instances, moreInstances, fewerInstances = 1 }) =>
      moreInstances === undefined
        ? { ...(instances === undefined ? { more: -fewerInstances } : { workers: instances }) }
        : undefined,
  },
  whyNot: ({ id, workers: before }, workers) =>
    workers < before ? undefined : messageOf('step.impossible.not-fewer', { plan: id.name, before, workers }),
  whyNotSeen: (seen) => {
    const { name, workers } = seenPlanOf(seen) ?? {}
    return name !== undefined && workers === 1
      ? messageOf('step.impossible.not-fewer', { plan: name, before: 1, workers: 1 })
      : undefined
  },
  counts: (plan) => (plan?.workers === undefined ? undefined : countsBetween(1, plan.workers - 1).toReversed()),
  notices: ({ workers: before }, workers) => [
    messageOf('step.notice.fewer-instances', { fewer: before - workers, left: workers }),
  ],
  // Azure chooses which ones go.
  touched: ({ instances }) => instances.map(({ name }) => name),
})
