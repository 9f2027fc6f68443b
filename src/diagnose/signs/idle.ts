import { phrase } from '../../incident/phrase.ts'
import { amount } from '../figures.ts'
import { metricOf, probeOf, statesOf } from '../seen.ts'
import { type Known, median, overall, valuesOf } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Sign } from '../weighing.ts'

/** Ours: a first request that starts the app takes ten seconds and more; an ordinary one a tenth of that. */
const coldInSeconds = 8
const times = 8
/** Ours: slow in more than a third of the minutes with requests is slow, not cold. */
const mostShare = 0.35
/** Microsoft: an app without Always On is unloaded after 20 minutes without requests; metrics are late, so a little less. */
const idleInMs = 15 * 60_000

/** Single slow minutes among ordinary ones. */
export const slowNowAndThen: Sign = (seen) => {
  const finding = metricOf(seen, 'app', 'HttpResponseTime')
  if (finding === undefined) return undefined
  const points = overall(finding)
  const slow = slowOf(points)
  if (slow.length === 0 || slow.length > Math.max(1, points.length * mostShare)) return undefined
  const args = { count: slow.length, slowest: amount(Math.max(...valuesOf(slow))) }
  return { text: phrase('evidence.slow-now-and-then', args), probe: probeOf(seen, finding), strength: 1 }
}

const slowOf = (points: readonly Known[]): readonly Known[] => {
  const usual = median(valuesOf(points)) ?? 0
  return points.filter(([, value]) => value >= coldInSeconds && value >= times * usual)
}

/** Each slow minute is the first one with a request after a long pause. */
export const slowAfterIdle: Sign = (seen) => {
  const finding = metricOf(seen, 'app', 'HttpResponseTime')
  const asked = askedAt(seen)
  if (finding === undefined || asked === undefined) return undefined
  const slow = slowOf(overall(finding))
  const afterIdle = slow.filter(([at]) => wasIdle(seen, asked, at))
  if (afterIdle.length === 0 || afterIdle.length * 2 <= slow.length) return undefined
  const text = phrase('evidence.slow-after-idle', { count: afterIdle.length })
  return { text, probe: probeOf(seen, finding), strength: 1 }
}

/** What came before the window is not known: only a pause that lies in it counts. */
const wasIdle = ({ window }: Seen, asked: readonly number[], at: number): boolean => {
  const before = asked.filter((minute) => minute < at - 60_000).at(-1) ?? window.from
  return at - before >= idleInMs
}

const askedAt = (seen: Seen): readonly number[] | undefined => {
  const finding = metricOf(seen, 'app', 'Requests')
  return finding && overall(finding).flatMap(([at, value]) => (value > 0 ? [at] : []))
}

/** There were pauses long enough for Azure to unload the app. */
export const hadPauses: Sign = (seen) => {
  const asked = askedAt(seen)
  const finding = metricOf(seen, 'app', 'Requests')
  if (asked === undefined || finding === undefined) return undefined
  const edges = [seen.window.from, ...asked, seen.window.to]
  const longest = Math.max(...edges.slice(1).map((at, index) => at - (edges[index] ?? at)))
  if (longest < idleInMs) return undefined
  const args = { minutes: Math.round(longest / 60_000) }
  return { text: phrase('evidence.pauses', args), probe: probeOf(seen, finding), strength: 1 }
}

/** Requests come in all the time: the app is never unloaded. */
export const neverIdle: Sign = (seen) => {
  const finding = metricOf(seen, 'app', 'Requests')
  const asked = askedAt(seen)
  if (finding === undefined || asked === undefined || asked.length === 0 || hadPauses(seen) !== undefined)
    return undefined
  return { text: phrase('evidence.never-idle'), probe: probeOf(seen, finding), strength: 1 }
}

/** A process began within the window, without anybody's doing: it was unloaded before. */
export const startedLately: Sign = (seen) => {
  const young = statesOf(seen, 'instance').find(
    ({ properties: { startedAt } }) => typeof startedAt === 'number' && startedAt >= seen.window.from,
  )
  if (young === undefined) return undefined
  const args = { startedAt: Number(young.properties.startedAt) }
  return { text: phrase('evidence.started-lately', args), probe: probeOf(seen, young), strength: 1 }
}
