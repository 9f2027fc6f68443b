import type { Lookalike } from '../types.ts'

export const botScanLookalike: Lookalike = {
  id: 'bot-scan',
  looksLike: 'access-restricted',
  title: 'Scanner that asks for what is not there',
  cause: 'A scanner asks for pages of other software, and gets a 404 each time; visitors feel nothing of it.',
  right: [],
  useless: [],
  harmful: ['restart', 'soft-restart'],
  outcome: 'nothing-wrong',
  reach: 'app',
  effects: ({ app, draw }) => ({ scannedPerSecond: (0.2 + 2 * draw) * app.requestsPerSecond }),
}
