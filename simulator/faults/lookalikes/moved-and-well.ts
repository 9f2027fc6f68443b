import type { Lookalike } from '../types.ts'
import { movesForInMs } from '../worker-replaced.ts'

export const movedAndWellLookalike: Lookalike = {
  id: 'moved-and-well',
  looksLike: 'worker-replaced',
  title: 'Replaced workers on which all is well',
  cause: 'Azure moved the plan to other workers, as it does every few weeks. The app is as well on them as before.',
  causes: [],
  right: [],
  useless: [],
  harmful: ['restart', 'soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'swap-back'],
  outcome: 'nothing-wrong',
  reach: 'app',
  effects: () => ({}),
  movesWorkersAt: (onset) => onset - movesForInMs,
}
