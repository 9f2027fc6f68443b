import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

/** Until the new workers take over. */
export const movesForInMs = 1.5 * minuteInMs

export const workerReplacedFault: Fault = {
  id: 'worker-replaced',
  title: 'Replaced workers',
  cause:
    'Azure moved the plan to other workers. The price lists that a job had put on the local disk of the old ones are ' +
    'gone, and every page that shows a price fails. Only that job, run anew, helps; a restart starts without them too.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'health-check', 'reboot-worker'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ ordinal, usualWorkers, draw }) => (ordinal < usualWorkers ? {} : { errorRatio: 0.2 + 0.35 * draw }),
  failure: {
    exception: 'System.IO.FileNotFoundException',
    message: "Could not find file 'D:\\local\\Temp\\prices\\current.bin'.",
    path: '/products',
    frames: ['Contoso.Web.Pricing.PriceFile.Open()', 'Contoso.Web.Controllers.ProductController.Index()'],
  },
  movesWorkersAt: (onset) => onset - movesForInMs,
}
