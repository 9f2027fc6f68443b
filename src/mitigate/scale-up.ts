import { createResizeStep } from './kinds/resize-step.ts'

export const scaleUpStep = createResizeStep({
  id: 'scale-up',
  harm: 60,
  spokenAs: `
    scal* to p*, scal* to s*, scal*, schal*, schaal*, skalier*, scal* up, scal* … up, upscal*, upsiz*, opschal*,
    op te schalen, opgeschaald, schaal* … op, schalen … op, omhoog schal*, omhoog te schalen, schaal* … omhoog,
    groter schal*, scal* … vertical*, vertical*, bigger plan, bigger … plan, larger plan, higher plan,
    bigger tier, higher tier, larger tier, bigger sku, higher sku, bigger instance*, bigger machine*,
    larger instance*, larger machine*, bigger size, bigger one, groter plan, groter … plan, zwaarder plan,
    hoger plan, hogere tier, hogere laag, groter formaat, grotere machine*, grotere instan*, zwaardere machine*,
    more memory, more ram, more cores, meer geheugen, meer ram, meer cores, upgrade … plan, upgrade … tier,
    upgrade … sku, p0v3, p1v2, p2v2, p3v2, p1v3, p2v3, p3v3, p1mv3, p2mv3, hochskalier*, grosseren plan,
    groesseren plan, plan superieur, plus gros plan, plan mas grande, plano maior, piano superiore,
    piano piu grande`,
  weighedAs: 'tier, tiers, sku, skus, pricing tier, worker size, instance size, formaat, zwaardere … worker*',
  risk: 'high',
  direction: 'up',
  offersLease: true,
  undo: 'scale-down',
  askedBy: {
    intent: 'request_scale_up',
    symptom: 'slow',
    argsOf: ({ sku, durationInMs }) => ({
      ...(sku === undefined ? {} : { sku }),
      ...(durationInMs === undefined ? {} : { leaseInMs: durationInMs }),
    }),
  },
})
