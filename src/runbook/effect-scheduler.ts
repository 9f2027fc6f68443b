import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { type PendingEffect, pendingEffects } from '../incident/pending-effects.ts'
import { createCardReconciler } from './card-reconciler.ts'
import { runEffect } from './effects/index.ts'
import type { EffectContext } from './effects/types.ts'
import { createIncidentRepository, type IncidentRepository } from './incident-repository.ts'
import type { RunbookDependencies } from './types.ts'

/** After an effect broke (a bug, or the journal), it is tried again no sooner than this. */
const retryAfterErrorInMs = 30_000

/** Carries out what incidents ask for, in this process: each effect at most once at a time. */
export interface EffectScheduler {
  readonly repository: IncidentRepository
  /** Starts whatever the incident asks for now, sets timers for the rest, and shows it. Never throws. */
  onStateChanged(incident: Incident): void
  /** Loads the incident and calls `touched`. Never rejects. */
  wake(id: string): Promise<void>
  /** Resolves when nothing is under way any more; timers not counted. */
  idle(): Promise<void>
  stop(): void
}

export const createEffectScheduler = (parts: RunbookDependencies): EffectScheduler => {
  const ledger = createIncidentRepository(parts)
  const underWay = new Set<string>()
  const pending = new Set<Promise<void>>()
  const notBefore = new Map<string, Instant>()
  const timers = new Map<string, () => void>()
  let stopped = false

  const background = (work: Promise<void>): void => {
    const tracked = work.finally(() => pending.delete(tracked))
    pending.add(tracked)
  }

  const show = createCardReconciler(parts, ledger, background)

  const touched = (incident: Incident): void => {
    if (stopped) return
    show(incident)
    for (const due of pendingEffects(incident)) start(due, incident)
  }

  const start = (due: PendingEffect, incident: Incident): void => {
    const key = `${incident.id}/${due.key}`
    if (underWay.has(key)) return
    const at = Math.max(due.at, notBefore.get(key) ?? due.at)
    if (at > parts.clock.now()) wakeAt(key, at, incident.id)
    else background(perform(key, due, incident))
  }

  const perform = async (key: string, due: PendingEffect, incident: Incident): Promise<void> => {
    underWay.add(key)
    notBefore.delete(key)
    try {
      const again = await runEffect(due.effect, incident, tools)
      if (typeof again === 'number') notBefore.set(key, again)
    } catch (error) {
      notBefore.set(key, parts.clock.now() + retryAfterErrorInMs)
      parts.log.error({ incident: incident.id, effect: due.effect, err: error }, 'an effect broke, to be tried again')
    }
    underWay.delete(key)
    // What the effect left behind may ask for the next one.
    await wake(incident.id)
  }

  const wake = async (id: string): Promise<void> => {
    if (stopped) return
    try {
      const incident = await ledger.load(id)
      if (incident !== undefined) touched(incident)
    } catch (error) {
      parts.log.error({ incident: id, err: error }, 'an incident could not be read, to be tried again')
      wakeAt(`${id}/wake`, parts.clock.now() + retryAfterErrorInMs, id)
    }
  }

  const wakeAt = (key: string, at: Instant, id: string): void => {
    timers.get(key)?.()
    timers.set(
      key,
      parts.clock.at(at, () => {
        timers.delete(key)
        background(wake(id))
      }),
    )
  }

  const idle = async (): Promise<void> => {
    while (pending.size > 0) await Promise.allSettled(pending)
  }

  const stop = (): void => {
    stopped = true
    for (const cancel of timers.values()) cancel()
    timers.clear()
  }

  const tools: EffectContext = { ...parts, repository: ledger, onStateChanged: touched }
  return { repository: ledger, onStateChanged: touched, wake, idle, stop }
}
