import { messageOf } from '../i18n/message.ts'
import { createScaleStep } from './kinds/scale-step.ts'
import { whyNotRunning } from './live-state/site-state.ts'
import { whyNotSeenRunning } from './seen/seen-app.ts'
import { countsBetween, seenPlanOf } from './seen/seen-plan.ts'

/** More workers for the app's plan. */
export const scaleOutStep = createScaleStep({
  id: 'scale-out',
  harm: 20,
  spokenAs: `
    instan* extra, one more instan*, one more worker, one more server, one more machine, one extra instan*,
    eentje bij, eentje erbij, een erbij, er een bij, instan* … bijzetten, instan* bijzetten, machine* extra, server* extra, bij te zetten, +* instan*, +* worker*, have … instances,
    naar … instan* schalen, instan* toevoegen, scal*, schal*, schaal*, skalier*, scal* out, scalin oot,
    scal* … out, scal* … horizontal*, horizontal*, uitschal*, uit te schalen, uitgeschaald, uitschaalt,
    schaal* … uit, schalen … uit, opschal* … instan*, scal* … instances, scal* … workers, schal* … instan*,
    more instances, more … machines, more … servers, more … workers, more … nodes, more machines, more servers,
    more workers, more boxes, extra instan*, extra worker*, extra server*, extra machine*, extra nodes,
    additional instance*, additional worker*, another instance, another worker, another machine, another server,
    an instance, add* … instance*, add* … worker*, add* … machine*, add* … server*, more replicas, meer instan*,
    meer machine*, meer server*, meer worker*, machines bij*, servers bij*, workers bij*, instan* bij*,
    instan* erbij, worker* erbij, server* erbij, machine* erbij, machines bij zetten, instances tegenaan,
    zet* … instan* bij, zet* … servers bij, worker bij, herausskalier*, hinausskalier*, mehr instanzen,
    plus d'instances, ajouter … instances, mas instancias, mais instancias, piu istanze`,
  weighedAs: `
    number of instan*, number of worker*, number of machine*, instance count, worker count, count, how many instan*,
    aantal, aantal instan*, aantal worker*, aantal machine*, twee instan* extra, meer instan*, meer worker*`,
  risk: 'low',
  offersLease: true,
  askedBy: {
    intent: 'request_scale_out',
    symptom: 'slow',
    argsOf: ({ instances, moreInstances, fewerInstances, durationInMs }) =>
      fewerInstances === undefined
        ? {
            ...(instances === undefined ? { more: moreInstances ?? 1 } : { workers: instances }),
            ...(durationInMs === undefined ? {} : { leaseInMs: durationInMs }),
          }
        : undefined,
  },
  undo: 'scale-in',
  whyNot: ({ id, site, workers: before, maximum }, workers, app) => {
    if (workers <= before) return messageOf('step.impossible.not-more', { plan: id.name, before, workers })
    if (workers > maximum) return messageOf('step.impossible.too-many', { plan: id.name, maximum, workers })
    return whyNotRunning(app, site)
  },
  whyNotSeen: (seen) => {
    const { name, workers = 0, maximum } = seenPlanOf(seen) ?? {}
    return name !== undefined && maximum !== undefined && workers >= maximum
      ? messageOf('step.impossible.too-many', { plan: name, maximum, workers: workers + 1 })
      : whyNotSeenRunning(seen)
  },
  counts: (plan) =>
    plan?.workers === undefined ? undefined : countsBetween(plan.workers + 1, plan.maximum ?? Number.POSITIVE_INFINITY),
  notices: ({ workers: before }, workers) => [messageOf('step.notice.new-instances', { more: workers - before })],
  touched: () => [],
})
