import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { dueAt, type PendingEffect, pendingEffects } from '../incident/pending-effects.ts'
import { JournalBroken } from '../journal/types.ts'
import { createCardReconciler } from './card-reconciler.ts'
import { runEffect } from './effects/index.ts'
import type { EffectContext } from './effects/types.ts'
import { createIncidentRepository, type IncidentRepository } from './incident-repository.ts'
import { createReadDeadlines } from './read-deadlines.ts'
import type { RunbookDependencies } from './types.ts'

/** After an effect broke (a bug, or the journal), it is tried again no sooner than this. */
const retryAfterErrorInMs = 30_000

/** Carries out what incidents ask for, in this process: each effect at most once at a time. */
export interface EffectScheduler {
  readonly repository: IncidentRepository
  /** Starts whatever the incident asks for now, sets timers for the rest, and shows it. Never throws. */
  onStateChanged(incident: Incident): void
  /** Loads the incident and calls `onStateChanged`. Never rejects. */
  wake(id: string): Promise<void>
  /** Resolves when fewer than so many pieces of work are under way, and others have had their turn. */
  roomFor(most: number): Promise<void>
  /** Resolves when nothing is under way any more; timers not counted. */
  idle(): Promise<void>
  /** Begins nothing more, and gives up what only reads: a write that is under way is waited for by `idle`. */
  stop(): void
}

const isWrite = ({ kind }: PendingEffect['effect']): boolean => kind === 'run'

export const createEffectScheduler = (dependencies: RunbookDependencies): EffectScheduler => {
  const repository = createIncidentRepository(dependencies)
  const underWay = new Set<string>()
  const running = new Set<Promise<void>>()
  const notBefore = new Map<string, Instant>()
  const timers = new Map<string, () => void>()
  const reads = createReadDeadlines(dependencies.deadline)
  let stopped = false

  const background = (work: Promise<void>): void => {
    const tracked = work.finally(() => running.delete(tracked))
    running.add(tracked)
  }

  const cards = createCardReconciler(dependencies, repository, background)

  const onStateChanged = (incident: Incident): void => {
    if (stopped) return
    cards.show(incident)
    for (const pending of pendingEffects(incident)) start(pending, incident)
  }

  const start = (pending: PendingEffect, incident: Incident): void => {
    const key = `${incident.id}/${pending.key}`
    if (underWay.has(key)) return
    const now = dependencies.clock.now()
    const due = dueAt(pending, now)
    const at = Math.max(due, notBefore.get(key) ?? due)
    if (at > now) wakeAt(key, at, incident.id)
    else background(perform(key, pending, incident))
  }

  const perform = async (key: string, pending: PendingEffect, incident: Incident): Promise<void> => {
    underWay.add(key)
    notBefore.delete(key)
    try {
      if (isWrite(pending.effect)) await dependencies.journalChecked()
      const again = await runEffect(pending.effect, incident, isWrite(pending.effect) ? context : readingContext)
      if (typeof again === 'number') notBefore.set(key, again)
    } catch (error) {
      if (error instanceof JournalBroken) return stop()
      if (stopped) return
      notBefore.set(key, dependencies.clock.now() + retryAfterErrorInMs)
      dependencies.log.error(
        { incident: incident.id, effect: pending.effect, err: error },
        'an effect broke, to be tried again',
      )
    }
    underWay.delete(key)
    // What the effect left behind may ask for the next one.
    await wake(incident.id)
  }

  const wake = async (id: string): Promise<void> => {
    if (stopped) return
    try {
      const incident = await repository.load(id)
      if (incident !== undefined) onStateChanged(incident)
    } catch (error) {
      if (error instanceof JournalBroken) return stop()
      dependencies.log.error({ incident: id, err: error }, 'an incident could not be read, to be tried again')
      wakeAt(`${id}/wake`, dependencies.clock.now() + retryAfterErrorInMs, id)
    }
  }

  const wakeAt = (key: string, at: Instant, id: string): void => {
    timers.get(key)?.()
    timers.set(
      key,
      dependencies.clock.at(at, () => {
        timers.delete(key)
        background(wake(id))
      }),
    )
  }

  const roomFor = async (most: number): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    while (running.size >= most) await Promise.race(running)
  }

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.allSettled(running)
  }

  /** For good, too, where the journal is broken: it has been logged where it was found, and nothing mends by itself. */
  const stop = (): void => {
    stopped = true
    reads.giveUp()
    cards.stop()
    for (const cancel of timers.values()) cancel()
    timers.clear()
  }

  const context: EffectContext = { ...dependencies, repository, onStateChanged }
  /** What was read while Appmedic stops is not journaled: cut short it would look like a source that is missing. */
  const commitUnlessStopped: IncidentRepository['commit'] = async (id, command, along) => {
    const incident = stopped ? await repository.load(id) : undefined
    return incident === undefined ? repository.commit(id, command, along) : { is: 'done', events: [], incident }
  }
  const readingContext: EffectContext = {
    ...context,
    deadline: reads.deadline,
    // What was given up breaks in many places, and none of them is worth a line.
    log: { ...dependencies.log, error: (...line) => (stopped ? undefined : dependencies.log.error(...line)) },
    repository: { ...repository, commit: commitUnlessStopped },
  }
  return { repository, onStateChanged, wake, roomFor, idle, stop }
}
