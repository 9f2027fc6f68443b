import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault, OperatorChange } from './types.ts'

/** A swap of the slot that Azure called off because the slot did not warm up. */
export function failedSwap({ startedAt, endedAt }: { startedAt: number; endedAt: number }): OperatorChange {
  return {
    at: endedAt,
    startedAt,
    caller: 'm.jansen@contoso.com',
    action: 'Microsoft.Web/sites/slots/slotsswap/action',
    method: 'POST',
    below: '/slots/staging',
    failed: true,
    effect: 'none',
  }
}

export const swapFailedFault: Fault = {
  id: 'swap-failed',
  title: 'Failed swap',
  cause:
    'A colleague swapped the slot in. With the settings of production it migrated the database as it started, then did ' +
    'not answer in time, and Azure called the swap off. The version before, which still runs, does not know the new ' +
    'columns. Only undoing the migration helps, or the new version once it starts.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'health-check'],
  harmful: ['restart', 'swap-back'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ draw }) => ({ errorRatio: 0.22 + 0.3 * draw }),
  failure: {
    exception: 'Microsoft.Data.SqlClient.SqlException',
    message: "Invalid column name 'DeliveryDate'.",
    path: '/basket',
    frames: ['Contoso.Web.Baskets.BasketStore.Load(Guid id)', 'Contoso.Web.Controllers.BasketController.Index()'],
  },
  operatorChanges: (onset) => [failedSwap({ startedAt: onset - 3 * minuteInMs, endedAt: onset + 3 * minuteInMs })],
}
