import { siteIdOf } from '../../estate/estate-ids.ts'
import { appServiceError, armError } from '../../http/arm-error.ts'
import {
  type ArmRoute,
  managementUrl,
  okAnswer,
  type RouteAnswer,
  type RouteCall,
  sitePath,
} from '../../http/arm-route.ts'
import { findSite, isSameArmName } from '../../http/find-resource.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { cancelSwap, prepareSwap, type SlotPair, startSwap } from '../../physics/start-swap.ts'
import { writeMomentOf } from './site-actions.ts'
import { slotDifferencesOf } from './slot-differences.ts'

export const slotSwapRoutes: readonly ArmRoute[] = [
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
      prepareSwap(call.world, checkNoSwapRunning(call, slotPairIn(call)), writeMomentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/resetSlotConfig`,
    action: 'Microsoft.Web/sites/resetSlotConfig/Action',
    changes: true,
    answer: (call) => {
      for (const app of slotsOf(call)) cancelSwap(call.world, app, writeMomentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/slotsdiffs`,
    action: 'Microsoft.Web/sites/slotsdiffs/Action',
    answer: (call) => okAnswer({ value: slotDifferencesOf(slotPairIn(call)), nextLink: null }),
  },
  {
    method: 'get',
    path: `${sitePath}/operationresults/:operation`,
    action: 'Microsoft.Web/sites/operationresults/read',
    answer: (call) => {
      findSite(call)
      const operation = call.world.operations.find(({ id }) => id === call.params.operation)
      if (operation === undefined) throw armError(404, 'NotFound', `Operation ${call.params.operation} was not found.`)
      return { status: call.now < operation.endsAt ? 202 : 200 }
    },
  },
]

function swapSlots(call: RouteCall): RouteAnswer {
  const pair = checkNoSwapRunning(call, slotPairIn(call))
  const { source } = pair
  const operation = startSwap(call.world, pair, writeMomentOf(call))
  const location = `${managementUrl}${siteIdOf(source.spec)}/operationresults/${operation.id}?api-version=2024-04-01`
  return { status: 202, headers: { Location: location, 'Retry-After': '15' }, doneAt: operation.endsAt }
}

/** The slot of the path with the one of the body; of the two, production is never the one that is warmed up. */
function slotPairIn(call: RouteCall): SlotPair {
  const app = findSite(call)
  const { targetSlot } = (call.body ?? {}) as { targetSlot?: unknown }
  if (typeof targetSlot !== 'string') {
    throw appServiceError(400, 'BadRequest', 'The parameter targetSlot has an invalid value.', '51021')
  }
  const other = slotsOf(call).find(({ spec }) => isSameArmName(spec.slot ?? 'production', targetSlot))
  if (other === undefined || other === app) {
    throw appServiceError(404, 'NotFound', `Cannot find Slot with name ${targetSlot}.`, '51004')
  }
  const hasPrepared = app.preparedSwap !== undefined
  return app.spec.slot === undefined && !hasPrepared ? { source: other, target: app } : { source: app, target: other }
}

/** The app and all its slots. */
function slotsOf(call: RouteCall): readonly AppState[] {
  const { spec } = findSite(call)
  return call.world.apps.filter((one) => one.spec.name === spec.name)
}

/** Throws where something is under way on either of them. */
function checkNoSwapRunning(call: RouteCall, pair: SlotPair): SlotPair {
  const running = call.world.operations.find(
    ({ site, endsAt }) => site?.name === pair.source.spec.name && call.now < endsAt,
  )
  if (running === undefined) return pair
  const details = `Details: Id: ${running.id}, OperationName: SwapSiteSlots, SiteName: ${pair.source.spec.name}`
  const message = `Cannot modify this site because another operation is in progress. ${details}`
  throw appServiceError(409, 'Conflict', message, '59203')
}
