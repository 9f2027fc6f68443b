import { resizeStep } from './resize.ts'

export const scaleDown = resizeStep({ id: 'scale-down', harm: 70, risk: 'high', undo: 'scale-up' })
