import { createResizeStep } from './kinds/resize-step.ts'

export const scaleDownStep = createResizeStep({
  id: 'scale-down',
  harm: 70,
  risk: 'high',
  direction: 'down',
  undo: 'scale-up',
})
