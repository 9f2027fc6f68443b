import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'
import type { Finding } from '../../incident/finding.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'

/** What was seen of an app, for whoever judges a step without another read. */
export interface SeenApp {
  readonly app: AppRef
  /** None where nothing was seen, or what was seen is no longer so. */
  readonly findings: readonly Finding[]
  /** Names of its instances, those that are hit first. */
  readonly instances: readonly string[]
}

/** `Running`, `Stopped`, …, where it was seen. */
const seenStateOf = (seen: SeenApp): string | undefined => {
  const state = stateFindingsOf(seen, 'app')[0]?.properties.state
  return typeof state === 'string' && state !== '' ? state : undefined
}

/** Why an app that does not run can't be helped by it. */
export const whyNotSeenRunning = (seen: SeenApp): TranslatableMessage | undefined => whyNotSeen(seen, 'running')

/** Why a switch from this state can't be; `state` in lower case. */
export const whyNotSeen = (seen: SeenApp, state: 'running' | 'stopped'): TranslatableMessage | undefined => {
  const now = seenStateOf(seen)
  return now === undefined || now.toLowerCase() === state
    ? undefined
    : messageOf(`step.impossible.not-${state}`, { app: appLabelOf(seen.app), state: now })
}

/** Names of the slots beside production; `undefined` where nobody has looked. */
export const seenSlotsOf = (seen: SeenApp): readonly string[] | undefined => {
  const slots = stateFindingsOf(seen, 'slot').map(({ name }) => name)
  return slots.length === 0 ? undefined : slots.filter((name) => name !== productionSlot)
}

const productionSlot = 'production'
