import type { Lookalike } from '../types.ts'
import { appRefusesByItselfLookalike } from './app-refuses-by-itself.ts'
import { botScanLookalike } from './bot-scan.ts'
import { forgottenNameLookalike } from './forgotten-name.ts'
import { gatewayBeforeHungAppLookalike } from './gateway-before-hung-app.ts'

/** Estates that almost look like a cause and are not: in no practice and no drill, but scored. */
export const lookalikes: readonly Lookalike[] = [
  appRefusesByItselfLookalike,
  botScanLookalike,
  forgottenNameLookalike,
  gatewayBeforeHungAppLookalike,
]
