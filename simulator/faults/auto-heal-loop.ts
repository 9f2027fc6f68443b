import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

/** From a process's start until it is as quick as ever: longer than the rule lets it live. */
const warmsUpInMs = 9 * minuteInMs

export const autoHealLoopFault: Fault = {
  id: 'auto-heal-loop',
  title: 'Auto-heal that never lets the app get warm',
  cause:
    'A colleague set an auto-heal rule: recycle after ten requests slower than a second. Every process is that slow in ' +
    'its first minutes, so that each is recycled before it is warm, and the next begins cold. Only a looser rule helps.',
  right: ['auto-heal'],
  useless: ['scale-up', 'health-check'],
  harmful: ['restart', 'soft-restart', 'restart-instance', 'scale-out', 'swap-back'],
  outcome: 'recovered',
  reach: 'app',
  noticedAs: 'slow',
  effects: ({ now, processStartedAt, draw }) => {
    const cold = Math.max(0, 1 - (now - processStartedAt) / warmsUpInMs)
    return {
      waitInMs: (1900 + 900 * draw) * cold,
      burntCores: 0.35 * cold,
      errorRatio: (0.03 + 0.04 * draw) * cold,
    }
  },
  failure: {
    exception: 'System.TimeoutException',
    message: 'The catalogue was not loaded in time.',
    path: '/products',
    frames: ['Contoso.Web.Catalogue.CatalogueCache.Load()', 'Contoso.Web.Controllers.ProductController.Index()'],
  },
  operatorChanges: (onset) => [
    {
      at: onset - 20_000,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      config: {
        autoHealEnabled: true,
        autoHealRules: {
          triggers: { slowRequests: { timeTaken: '00:00:01', count: 10, timeInterval: '00:02:00', path: null } },
          actions: { actionType: 'Recycle', minProcessExecutionTime: '00:03:00' },
        },
      },
      effect: 'recycled',
    },
  ],
}
