import { siteIdOf } from '../estate/ids.ts'
import { appServiceError, armError } from '../http/arm-error.ts'
import { same, siteOf } from '../http/find.ts'
import { type Answer, type Call, management, ok, type Route, sitePath } from '../http/route.ts'
import type { AppState } from '../physics/world.ts'
import { cancelSwap, prepareSwap, type Swap, swap } from '../physics/writes-swap.ts'
import { momentOf } from './site-actions.ts'
import { differences } from './slot-differences.ts'

export const slotSwap: readonly Route[] = [
  {
    method: 'post',
    path: `${sitePath}/slotsswap`,
    action: 'Microsoft.Web/sites/slotsswap/Action',
    changes: true,
    answer: swapSlots,
  },
  {
    method: 'post',
    path: `${sitePath}/applySlotConfig`,
    action: 'Microsoft.Web/sites/applySlotConfig/Action',
    changes: true,
    answer: (call) => {
      prepareSwap(call.world, free(call, swapIn(call)), momentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/resetSlotConfig`,
    action: 'Microsoft.Web/sites/resetSlotConfig/Action',
    changes: true,
    answer: (call) => {
      for (const app of slotsOf(call)) cancelSwap(call.world, app, momentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/slotsdiffs`,
    action: 'Microsoft.Web/sites/slotsdiffs/Action',
    answer: (call) => ok({ value: differences(swapIn(call)), nextLink: null }),
  },
  {
    method: 'get',
    path: `${sitePath}/operationresults/:operation`,
    action: 'Microsoft.Web/sites/operationresults/read',
    answer: (call) => {
      siteOf(call)
      const operation = call.world.operations.find(({ id }) => id === call.params.operation)
      if (operation === undefined) throw armError(404, 'NotFound', `Operation ${call.params.operation} was not found.`)
      return { status: call.now < operation.endsAt ? 202 : 200 }
    },
  },
]

function swapSlots(call: Call): Answer {
  const between = free(call, swapIn(call))
  const { source } = between
  const operation = swap(call.world, between, momentOf(call))
  const location = `${management}${siteIdOf(source.spec)}/operationresults/${operation.id}?api-version=2024-04-01`
  return { status: 202, headers: { Location: location, 'Retry-After': '15' }, doneAt: operation.endsAt }
}

/** The slot of the path with the one of the body; of the two, production is never the one that is warmed up. */
function swapIn(call: Call): Swap {
  const app = siteOf(call)
  const { targetSlot } = (call.body ?? {}) as { targetSlot?: unknown }
  if (typeof targetSlot !== 'string') {
    throw appServiceError(400, 'BadRequest', 'The parameter targetSlot has an invalid value.', '51021')
  }
  const other = slotsOf(call).find(({ spec }) => same(spec.slot ?? 'production', targetSlot))
  if (other === undefined || other === app) {
    throw appServiceError(404, 'NotFound', `Cannot find Slot with name ${targetSlot}.`, '51004')
  }
  const hasPrepared = app.preparedSwap !== undefined
  return app.spec.slot === undefined && !hasPrepared ? { source: other, target: app } : { source: app, target: other }
}

/** The app and all its slots. */
function slotsOf(call: Call): readonly AppState[] {
  const { spec } = siteOf(call)
  return call.world.apps.filter((one) => one.spec.name === spec.name)
}

/** Throws where something is under way on either of them. */
function free(call: Call, between: Swap): Swap {
  const running = call.world.operations.find(
    ({ site, endsAt }) => site?.name === between.source.spec.name && call.now < endsAt,
  )
  if (running === undefined) return between
  const details = `Details: Id: ${running.id}, OperationName: SwapSiteSlots, SiteName: ${between.source.spec.name}`
  const message = `Cannot modify this site because another operation is in progress. ${details}`
  throw appServiceError(409, 'Conflict', message, '59203')
}
