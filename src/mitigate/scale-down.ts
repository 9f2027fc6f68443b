import { createResizeStep } from './kinds/resize-step.ts'

export const scaleDownStep = createResizeStep({
  id: 'scale-down',
  harm: 70,
  spokenAs: `
    scal* down, scal* … down, downscal*, downsiz*, afschal*, af te schalen, afgeschaald, schaal* … af,
    omlaag schal*, kleiner schal*, smaller plan, cheaper plan, lower tier, smaller sku, smaller size,
    kleiner plan, goedkoper plan, lagere tier, lagere laag, kleinere machine*, downgrad*, kleineren plan,
    plan inferieur`,
  risk: 'high',
  direction: 'down',
  undo: 'scale-up',
  askedBy: {
    intent: 'request_step',
    insteadOf: ['request_scale_out', 'request_scale_up'],
    symptom: 'question',
    argsOf: ({ sku, instances, fewerInstances }) =>
      instances === undefined && fewerInstances === undefined ? (sku === undefined ? {} : { sku }) : undefined,
  },
})
