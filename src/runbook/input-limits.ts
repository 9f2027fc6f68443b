import { LRUCache } from 'lru-cache'
import type { Instant } from '../incident/finding.ts'

export interface AllowedRate {
  readonly most: number
  readonly withinInMs: number
}

/** How much is taken in before somebody is asked to slow down. Each replica counts for itself. */
export interface InputLimits {
  /** Messages to the bot and clicks, of one person and in one channel. */
  readonly inputsByPerson: AllowedRate
  readonly inputsInChannel: AllowedRate
  /** Decisions on what is proposed, beside the former: nobody's flood holds up an approval. */
  readonly decisionsByPerson: AllowedRate
  /** What people write to each other where the bot listens. */
  readonly overheardByPerson: AllowedRate
  readonly openedByPerson: AllowedRate
  readonly openedInChannel: AllowedRate
  readonly proposalsByPerson: AllowedRate
  readonly proposalsForApp: AllowedRate
  /** Fresh looks at Azure, each of some 25 to 80 requests out of 25 a second for everybody. */
  readonly looksByPerson: AllowedRate
  readonly looksAtApp: AllowedRate
}

const minuteInMs = 60_000
const perMinute = (most: number): AllowedRate => ({ most, withinInMs: minuteInMs })
const perTenMinutes = (most: number): AllowedRate => ({ most, withinInMs: 10 * minuteInMs })

/** Several times what the busiest people do in an incident, so that only programs and stuck keys meet them. */
export const inputLimits: InputLimits = {
  inputsByPerson: perMinute(60), // One a second, sustained: nobody reads the answers that fast.
  inputsInChannel: perMinute(240), // Four who go on like that; a war room of thirty sends some hundred.
  decisionsByPerson: perMinute(60),
  overheardByPerson: perMinute(240), // A pasted log is a few dozen messages.
  openedByPerson: perTenMinutes(20), // An outage of a whole plan, app by app.
  openedInChannel: perTenMinutes(60), // Three who report all of it.
  proposalsByPerson: perTenMinutes(30), // Every step of the ladder, and then some again.
  proposalsForApp: perTenMinutes(60), // Two who try everything on one app.
  looksByPerson: perMinute(10), // Azure's figures come once a minute: 10 apps followed at once.
  looksAtApp: perMinute(6), // One every ten seconds, from everybody together.
}

export interface InputLimiter {
  /** Counts one more; false where there were as many as may be. */
  take(limit: keyof InputLimits, key: string): boolean
  /** True once a minute a person: what they hear of it, and then no more. */
  mayBeTold(person: string): boolean
}

/** Past so many the one that was quiet for longest is forgotten, and begins at nothing. */
const maxCounts = 20_000

/** Counts in windows that begin with the first of each, in memory only: after a restart everybody begins anew. */
export const createInputLimiter = (now: () => Instant, limits: InputLimits = inputLimits): InputLimiter => {
  const counts = new LRUCache<string, { readonly until: Instant; count: number }>({ max: maxCounts })

  const allows = (key: string, { most, withinInMs }: AllowedRate): boolean => {
    const known = counts.get(key)
    const window = known !== undefined && now() < known.until ? known : { until: now() + withinInMs, count: 0 }
    if (window !== known) counts.set(key, window)
    window.count += 1
    return window.count <= most
  }

  return {
    take: (limit, key) => allows(`${limit}\n${key}`, limits[limit]),
    mayBeTold: (person) => allows(`told\n${person}`, perMinute(1)),
  }
}
