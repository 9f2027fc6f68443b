import { resizeStep } from './resize.ts'

export const scaleUp = resizeStep({ id: 'scale-up', harm: 60, risk: 'high', undo: 'scale-down' })
