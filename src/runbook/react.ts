import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { type Due, outstanding } from '../incident/outstanding.ts'
import { carry } from './effects/index.ts'
import type { Tools } from './effects/types.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createShow } from './show.ts'
import type { Parts } from './types.ts'

/** After an effect broke (a bug, or the journal), it is tried again no sooner than this. */
const afterBreakInMs = 30_000

/** Carries out what incidents ask for, in this process: each effect at most once at a time. */
export interface Reactor {
  readonly ledger: Ledger
  /** Starts whatever the incident asks for now, sets timers for the rest, and shows it. Never throws. */
  touched(incident: Incident): void
  /** Loads the incident and calls `touched`. Never rejects. */
  wake(id: string): Promise<void>
  /** Resolves when nothing is under way any more; timers not counted. */
  idle(): Promise<void>
  stop(): void
}

export const createReactor = (parts: Parts): Reactor => {
  const ledger = createLedger(parts)
  const underWay = new Set<string>()
  const pending = new Set<Promise<void>>()
  const notBefore = new Map<string, Instant>()
  const timers = new Map<string, () => void>()
  let stopped = false

  const background = (work: Promise<void>): void => {
    const tracked = work.finally(() => pending.delete(tracked))
    pending.add(tracked)
  }

  const show = createShow(parts, ledger, background)

  const touched = (incident: Incident): void => {
    if (stopped) return
    show(incident)
    for (const due of outstanding(incident)) start(due, incident)
  }

  const start = (due: Due, incident: Incident): void => {
    const key = `${incident.id}/${due.key}`
    if (underWay.has(key)) return
    const at = Math.max(due.at, notBefore.get(key) ?? due.at)
    if (at > parts.clock.now()) wakeAt(key, at, incident.id)
    else background(perform(key, due, incident))
  }

  const perform = async (key: string, due: Due, incident: Incident): Promise<void> => {
    underWay.add(key)
    notBefore.delete(key)
    try {
      const again = await carry(due.effect, incident, tools)
      if (typeof again === 'number') notBefore.set(key, again)
    } catch (error) {
      notBefore.set(key, parts.clock.now() + afterBreakInMs)
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
      wakeAt(`${id}/wake`, parts.clock.now() + afterBreakInMs, id)
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

  const tools: Tools = { ...parts, ledger, touched }
  return { ledger, touched, wake, idle, stop }
}
