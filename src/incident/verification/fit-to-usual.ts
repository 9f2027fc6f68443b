import { appRequestsOf } from '../app-requests.ts'
import type { Finding } from '../finding.ts'
import type { SuccessCriteria, SuccessLimit } from '../mitigation-plan.ts'
import type { LimitReading } from './verification-event.ts'

/** What a figure is when nothing is wrong, and how far it strays from that. */
export interface UsualFigure {
  readonly level: number
  /** As a standard deviation. */
  readonly spread: number
}

/** What is usual of an app, from the hours before the trouble, yesterday and last week. */
export interface UsualFigures {
  /** By Azure's name of the metric, of app and plan; counts by the minute. */
  readonly metrics: Readonly<Record<string, UsualFigure>>
  /** 0 to 1 of the requests that end in a server error. */
  readonly errorShare?: UsualFigure
  /** Of the statuses that Azure counts by themselves. */
  readonly statusShares: Readonly<Record<number, RefusedShare>>
  /** Of every 4xx together, for all other statuses. */
  readonly refusedShare?: RefusedShare
}

/** Which part of the visitors' requests is refused, 0 to 1: usually, and now where somebody asks. */
export interface RefusedShare {
  readonly usual: number
  readonly now?: number
}

export interface ObservedApp {
  /** Absent where too little was seen of another time. */
  readonly usual: UsualFigures | undefined
  readonly findings: readonly Finding[]
  /** The limits as they stand now. */
  readonly now: readonly LimitReading[]
}

/**
 * The limits of a remedy, held against what is usual for this app: twice the usual response time is no success, however
 * far below Microsoft's threshold, and 403 is none where visitors are used to 200. Fixed before approval, as part of the plan.
 */
export const fitToUsual = (success: SuccessCriteria, app: ObservedApp): SuccessCriteria => {
  if (success.mends === false) return success
  const { usual, now } = app
  const limits = success.limits.map((limit, index) => {
    const value = now.find((reading) => reading.limit === index)?.value ?? null
    return { ...(usual === undefined ? limit : fitLimit(limit, usual, app)), ...(value === null ? {} : { now: value }) }
  })
  return { ...success, limits, ...(usual === undefined ? { usualUnknown: true } : {}) }
}

const fitLimit = (limit: SuccessLimit, usual: UsualFigures, app: ObservedApp): SuccessLimit => {
  if (limit.comparison !== 'at-most' || limit.instance !== undefined) return limit
  if (limit.metric === 'request') return fitStatus(limit, usual, app)
  const figure = usual.metrics[limit.metric]
  if (figure === undefined) return limit
  const known = { ...limit, usual: figure.level }
  switch (limit.metric) {
    case 'HttpResponseTime':
      return { ...known, limit: responseTimeLimit(limit.limit, figure, usual) }
    case 'Http5xx':
      return { ...known, ...errorShareOf(limit, usual) }
    default:
      return known
  }
}

/** Ours: the average of a minute with few requests strays further, by the root of their number. */
const fewRequestsAMinute = 60
const floorInSeconds = 0.1
const maxFloorInSeconds = 1

/** Never looser than Microsoft's threshold; in tenths of a second, as it is shown. */
const responseTimeLimit = (threshold: number, { level, spread }: UsualFigure, { metrics }: UsualFigures): number => {
  const requests = Math.max(metrics.Requests?.level ?? 0, 0.1)
  const floor = Math.min(maxFloorInSeconds, floorInSeconds * Math.max(1, Math.sqrt(fewRequestsAMinute / requests)))
  const limit = level + Math.max(level, 5 * spread, floor)
  return Math.min(threshold, Math.ceil(limit * 10) / 10)
}

/** Ours: an app that fails more than this on every day is not well, used to it or not. */
const maxErrorShare = 0.05

/** Some apps always have a few failures; with the usual share of them they are as well as ever. */
const errorShareOf = (
  { orShareOfRequests: share }: SuccessLimit,
  { errorShare }: UsualFigures,
): Pick<SuccessLimit, 'orShareOfRequests'> => {
  if (share === undefined || errorShare === undefined) return {}
  const usual = errorShare.level + Math.max(errorShare.level, 5 * errorShare.spread)
  return { orShareOfRequests: Math.round(Math.max(share, Math.min(usual, maxErrorShare)) * 1000) / 1000 }
}

const highestGoodStatus = 399

/** A 4xx counts as good only where it is what is answered when nothing is wrong. */
const fitStatus = (limit: SuccessLimit, usual: UsualFigures, { findings }: ObservedApp): SuccessLimit => {
  const answers = appRequestsOf({ findings }).map(({ status }) => status)
  const isAnswering = answers.length > 0 && answers.every((status) => status !== undefined && status < 500)
  const statuses = isAnswering ? givenAsUsual(answers, usual) : usuallyGiven(usual)
  return { ...limit, limit: highestGoodStatus, ...(statuses.length === 0 ? {} : { orStatuses: statuses }) }
}

/** What we are answered now, and visitors no more than ever. */
const givenAsUsual = (answers: readonly (number | undefined)[], usual: UsualFigures): readonly number[] => {
  const refusals = [...new Set(answers.filter((status) => status !== undefined))].filter(
    (one) => one > highestGoodStatus,
  )
  return refusals
    .filter((status) => !isTrouble(usual.statusShares[status] ?? usual.refusedShare))
    .toSorted((a, b) => a - b)
}

/** Where the app answers nothing now, what its first page usually says is guessed from what visitors get. */
const usuallyGiven = ({ statusShares }: UsualFigures): readonly number[] =>
  Object.entries(statusShares)
    .map(([status, { usual }]) => ({ status: Number(status), usual }))
    .filter(({ status, usual }) => usual >= minUsualShareOf(status))
    .map(({ status }) => status)

/** Ours: more of the requests than this, beside what is usual, is what visitors feel. */
const maxMoreShare = 0.05

/** Where nobody gets through any more, it is not known to be as usual. */
const isTrouble = (share: RefusedShare | undefined): boolean =>
  share?.now === undefined || share.now > share.usual + maxMoreShare

/** Ours. App Service itself answers 403 for an app that it keeps closed, so that takes more. */
const minUsualShareOf = (status: number): number => (status === 403 ? 0.2 : 0.01)
