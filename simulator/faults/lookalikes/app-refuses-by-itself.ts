import { zipDeployment } from '../../estate/everyday-history.ts'
import type { Lookalike } from '../types.ts'

export const appRefusesByItselfLookalike: Lookalike = {
  id: 'app-refuses-by-itself',
  looksLike: 'access-restricted',
  title: 'Release that refuses its visitors',
  cause: 'The newest version asks for a role that hardly anybody has: the app itself answers with a 403.',
  causes: ['bad-deployment'],
  right: ['swap-back'],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ draw }) => ({ forbiddenRatio: 0.6 + 0.3 * draw }),
  deployment: (onset) =>
    zipDeployment({
      id: '3b1d9f4c7a0e45d28c6b5f90e1a72d34',
      message: 'Ask for the new reader role',
      endedAt: onset - 30_000,
    }),
}
