import { createResizeStep } from './kinds/resize-step.ts'

export const scaleUpStep = createResizeStep({
  id: 'scale-up',
  harm: 60,
  risk: 'high',
  direction: 'up',
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
