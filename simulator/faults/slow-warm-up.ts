import { zipDeployment } from '../estate/everyday-history.ts'
import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

/** From a process's start until it is as quick as ever. */
const warmsUpInMs = 14 * minuteInMs
/** What is left of it by then is no more than chance. */
const feltForInMs = 12.5 * minuteInMs

export const slowWarmUpFault: Fault = {
  id: 'slow-warm-up',
  title: 'Slow warm-up',
  cause:
    'The newest deployment is sound, but each new process compiles its pages and fills its caches for a quarter of an ' +
    'hour: answers are slow and some fail until it is warm. It passes by itself, and a restart begins it anew.',
  right: [],
  useless: ['health-check'],
  harmful: ['restart', 'soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'swap-back'],
  outcome: 'left-alone',
  truthAt: ({ ageInMs }) => ({
    causes: ['slow-warm-up'],
    outcome: 'left-alone',
    ...(ageInMs >= feltForInMs && { over: true }),
  }),
  reach: 'app',
  noticedAs: 'slow',
  effects: ({ now, processStartedAt, draw }) => {
    const cold = Math.max(0, 1 - (now - processStartedAt) / warmsUpInMs)
    return {
      burntCores: (0.7 + 0.4 * draw) * cold,
      waitInMs: (1800 + 1200 * draw) * cold ** 2,
      errorRatio: (0.1 + 0.12 * draw) * cold ** 2,
    }
  },
  failure: {
    exception: 'System.TimeoutException',
    message: 'The catalogue was not loaded in time.',
    path: '/products',
    frames: ['Contoso.Web.Catalogue.CatalogueCache.Load()', 'Contoso.Web.Controllers.ProductController.Index()'],
  },
  deployment: (onset) =>
    zipDeployment({
      id: '41be7d0c9a3f4e6f8f27c1d0b85a96e2',
      message: 'Load the catalogue when the app starts',
      endedAt: onset - 20_000,
    }),
}
