import type { Fault } from './types.ts'

export const healthyFault: Fault = {
  id: 'healthy',
  title: 'Nothing wrong',
  cause: 'The app is healthy; the report is a false alarm.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart'],
  outcome: 'nothing-wrong',
  reach: 'app',
  effects: () => ({}),
}
