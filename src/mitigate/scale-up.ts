import { createResizeStep } from './kinds/resize-step.ts'

export const scaleUpStep = createResizeStep({ id: 'scale-up', harm: 60, risk: 'high', undo: 'scale-down' })
