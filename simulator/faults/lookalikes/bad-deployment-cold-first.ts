import { zipDeployment } from '../../estate/everyday-history.ts'
import { minuteInMs } from '../../physics/simulated-time.ts'
import type { Lookalike } from '../types.ts'

/** Cold for a few minutes like any new process, and then as broken as it will stay. */
const warmsUpInMs = 7 * minuteInMs

export const badDeploymentColdFirstLookalike: Lookalike = {
  id: 'bad-deployment-cold-first',
  looksLike: 'slow-warm-up',
  title: 'Bad deployment that is cold at first',
  cause:
    'The newest deployment throws on a fifth of the requests. Its new processes are slow and burn CPU for a few ' +
    'minutes, which passes; the errors do not.',
  causes: ['bad-deployment'],
  right: ['swap-back'],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ now, processStartedAt, draw }) => {
    const cold = Math.max(0, 1 - (now - processStartedAt) / warmsUpInMs)
    return { burntCores: 0.8 * cold, waitInMs: 2200 * cold ** 2, errorRatio: 0.16 + 0.12 * draw + 0.1 * cold }
  },
  failure: {
    exception: 'System.NullReferenceException',
    message: 'Object reference not set to an instance of an object.',
    path: '/checkout',
    frames: ['Contoso.Web.Pricing.PricingClient.Quote(Basket basket)'],
  },
  deployment: (onset) =>
    zipDeployment({
      id: '92c0f1e7b6d84a1d8e05ab33c7714f90',
      message: 'Round prices in the basket',
      endedAt: onset - 30_000,
    }),
}
