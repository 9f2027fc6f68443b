import { messageOf } from '../../i18n/message.ts'
import { appRequestsOf } from '../../incident/app-requests.ts'
import type { Instant } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import {
  averageOf,
  combineInstances,
  type KnownPoint,
  pointsOfSeries,
  valuesOfPoints,
} from '../../series/known-points.ts'
import { anyOf, type Indicator } from '../cause-model.ts'
import { roundAmount, roundPercent } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { queueGrew } from './backlog.ts'
import { requestsDropped, serverErrorsHigh } from './request-symptoms.ts'

/** Ours: a start takes a ping or two; who fails five in a row is not starting. */
const minFailedMinutes = 5
const recentInMs = 15 * 60_000
/** Ours: of fewer requests nothing can be told. */
const minServed = 20
/** Ours: an instance that is ill fails a visible part of what it gets. */
const maxWellShare = 0.02
const minIllShare = 0.1
const maxWellTimes = 2
const minIllTimes = 3

/** An instance that the health check calls ill, and how it answered everybody else in those minutes. */
interface UnhealthyInstance {
  readonly instance: string
  readonly served: number
  /** Share of the requests. */
  readonly failing: number
  readonly seconds: number | undefined
  /** Of those that pass in the same minutes; of all before it began where none does. */
  readonly othersSeconds: number | undefined
  readonly othersFailing: number
  /** Requests a minute lately, and those of the others. */
  readonly now: number
  readonly othersNow: number
}

interface UnhealthyInstances {
  readonly ill: readonly UnhealthyInstance[]
  readonly count: number
  /** Of all, those on which it passes; the rest is in between. */
  readonly passing: number
  readonly probe: string
}

const unhealthyInstancesOf = memoizeByReference((findings: ObservedFindings): UnhealthyInstances | undefined => {
  const status = metricFindingOf(findings, 'app', 'HealthCheckStatus')
  if (status === undefined) return undefined
  const newest = combineInstances(status).at(-1)?.[0]
  if (newest === undefined) return undefined
  const pings = new Map(status.series.map((one) => [one.instance ?? '', pointsOfSeries(status, one)] as const))
  const present = [...pings].filter(([, points]) => (points.at(-1)?.[0] ?? 0) >= newest - recentInMs / 3)
  const failedOf = (points: readonly KnownPoint[]) => points.filter(([, value]) => value < 100).map(([at]) => at)
  const names = present.flatMap(([name, points]) => (isFailing(points, newest) ? [name] : []))
  const others = present.flatMap(([name, points]) => (isPassing(points, newest) ? [name] : []))
  const figures = figuresIn(findings)
  const ill = names.map((instance): UnhealthyInstance => {
    const failed = new Set(failedOf(pings.get(instance) ?? []))
    const during = (at: Instant) => failed.has(at)
    const before = Math.min(...failed)
    const served = figures.sum('Requests', [instance], during)
    const failingOf = (names: readonly string[]) =>
      figures.sum('Http5xx', names, during) / Math.max(1, figures.sum('Requests', names, during))
    return {
      instance,
      served,
      failing: failingOf([instance]),
      othersFailing: failingOf(others),
      seconds: figures.mean('HttpResponseTime', [instance], during),
      othersSeconds:
        others.length > 0
          ? figures.mean('HttpResponseTime', others, during)
          : figures.mean('HttpResponseTime', names, (at) => at < before),
      now: figures.sum('Requests', [instance], (at) => at > newest - recentInMs / 3),
      othersNow: figures.sum('Requests', others, (at) => at > newest - recentInMs / 3) / Math.max(1, others.length),
    }
  })
  return ill.length === 0
    ? undefined
    : { ill, count: present.length, passing: others.length, probe: probeOfFinding(findings, status) }
})

/** Ours: a lost ping now and then. */
const isPassing = (points: readonly KnownPoint[], newest: Instant): boolean => {
  const recent = points.filter(([at]) => at > newest - recentInMs)
  return recent.filter(([, value]) => value < 100).length * 5 <= recent.length
}

/** Most of the last quarter of an hour, and five minutes of it. */
const isFailing = (points: readonly KnownPoint[], newest: Instant): boolean => {
  const recent = points.filter(([at]) => at > newest - recentInMs)
  const failed = recent.filter(([, value]) => value < 100)
  return failed.length >= minFailedMinutes && failed.length * 2 > recent.length && (recent.at(-1)?.[1] ?? 100) < 100
}

const figuresIn = (findings: ObservedFindings) => {
  const pointsOf = (metric: string, instances: readonly string[], isWithin: (at: Instant) => boolean) => {
    const finding = metricFindingOf(findings, 'app', metric)
    const series = finding?.series.filter(({ instance }) => instances.includes(instance ?? '')) ?? []
    return finding === undefined
      ? []
      : series.flatMap((one) => pointsOfSeries(finding, one).filter(([at]) => isWithin(at)))
  }
  return {
    sum: (...asked: Parameters<typeof pointsOf>) =>
      valuesOfPoints(pointsOf(...asked)).reduce((total, value) => total + value, 0),
    mean: (...asked: Parameters<typeof pointsOf>) => averageOf(valuesOfPoints(pointsOf(...asked))),
  }
}

const timesSlower = ({ seconds, othersSeconds }: UnhealthyInstance): number =>
  seconds === undefined || othersSeconds === undefined ? 1 : seconds / Math.max(othersSeconds, 0.02)

/** Where the rest is too much for those that are left, requests queue and all of them fail alike. */
const failsNoMore = (findings: ObservedFindings, { failing, othersFailing }: UnhealthyInstance): boolean =>
  failing <= maxWellShare || (failing <= maxWellTimes * othersFailing && queueGrew(findings) !== undefined)

const failsFarMore = ({ failing, othersFailing }: UnhealthyInstance): boolean =>
  failing >= Math.max(minIllShare, minIllTimes * othersFailing)

/** The health check fails on some instances, or on all. */
export const instancesUnhealthy: Indicator = (findings) => {
  const found = unhealthyInstancesOf(findings)
  if (found === undefined) return undefined
  const args = { count: found.ill.length, of: found.count }
  return { text: messageOf('evidence.check-fails', args), probe: found.probe, strength: 1 }
}

/** Our request to the front page was not served, whatever the check's own path answers. */
const frontPageFails: Indicator = (findings) => {
  const front = appRequestsOf(findings).find((one) => one.health !== true)
  if (front === undefined || (front.status !== undefined && front.status < 500)) return undefined
  const { status, waitedFor, failure } = front
  const text =
    status === undefined
      ? messageOf('evidence.request-unanswered', { failure: waitedFor ?? failure ?? 'timeout' })
      : messageOf('evidence.request-status', { status })
  return { text, probe: probeOfFinding(findings, front), strength: 1 }
}

const feltByVisitors: Indicator = anyOf(requestsDropped, serverErrorsHigh, frontPageFails)

/** Ours: whoever fails a third of their requests is not well, however many the others fail. */
const maxFailingOfWell = 0.34

/** Those that the check calls ill answer everybody else as well as ever. */
export const illByCheckAlone: Indicator = (findings) => {
  const found = unhealthyInstancesOf(findings)
  if (found === undefined) return undefined
  const judged = found.ill.filter(({ served }) => served >= minServed)
  if (judged.length === 0 || illInstancesFail(findings) !== undefined) return undefined
  if (outageOnAll(findings) !== undefined) return undefined
  if (!judged.every((one) => failsNoMore(findings, one) && timesSlower(one) <= maxWellTimes)) return undefined
  const served = judged.reduce((sum, one) => sum + one.served, 0)
  const failing = judged.reduce((sum, one) => sum + one.failing * one.served, 0) / served
  if (failing > maxFailingOfWell) return undefined
  const args = { served: Math.round(served), share: roundAmount(failing * 100) }
  return { text: messageOf('evidence.check-alone', args), probe: found.probe, strength: 1 }
}

/** Where no instance passes the check and visitors fare ill, both have one cause. */
export const outageOnAll: Indicator = (findings) => {
  const found = unhealthyInstancesOf(findings)
  return found !== undefined && found.passing === 0 ? feltByVisitors(findings) : undefined
}

/** What the check calls ill is ill: it fails or holds up its own requests. */
export const illInstancesFail: Indicator = (findings) => {
  const found = unhealthyInstancesOf(findings)
  const worst = found?.ill.find((one) => failsFarMore(one) || timesSlower(one) >= minIllTimes)
  if (found === undefined || worst === undefined) return undefined
  const args = { instance: worst.instance, share: roundPercent(worst.failing * 100) }
  return { text: messageOf('evidence.check-right', args), probe: found.probe, strength: 1 }
}

/** Ours: what is left of an instance's share once it was taken out. */
const evictedShare = 0.1

/** Azure gives those that it calls ill no more requests, and the others theirs. */
export const instancesEvicted: Indicator = (findings) => {
  const found = unhealthyInstancesOf(findings)
  if (found === undefined || found.ill.length === found.count) return undefined
  const out = found.ill.filter(({ now, othersNow }) => othersNow >= minServed / 4 && now <= evictedShare * othersNow)
  if (out.length === 0) return undefined
  const args = { count: out.length, of: found.count }
  return { text: messageOf('evidence.check-evicts', args), probe: found.probe, strength: 1 }
}

/** The path of the health check turned our own request away at once, and the front page did not. */
export const healthPathFails: Indicator = (findings) => {
  const requests = appRequestsOf(findings)
  const health = requests.find((one) => one.health === true)
  const front = requests.find((one) => one.health !== true)
  if (health?.status === undefined || health.status < 300) return undefined
  if (front?.status === undefined || front.status >= 400 || illInstancesFail(findings) !== undefined) return undefined
  const args = { status: health.status, front: front.status }
  return {
    text: messageOf('evidence.check-path', args),
    probe: probeOfFinding(findings, health),
    strength: health.status < 500 ? 1 : 0.8,
  }
}
