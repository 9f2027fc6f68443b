import type { RequestFinding } from './finding.ts'
import { type FindingSet, findingsOfKind } from './read-findings.ts'

/**
 * The requests of ours by which the app itself is measured: those to the name that Azure gave it. What fails by another
 * name only fails on the way to the app. Where Azure's name has no public address, those that did get to somebody.
 */
export const appRequestsOf = (findings: FindingSet): readonly RequestFinding[] => {
  const requests = findingsOfKind(findings, 'request')
  const given = requests.filter(({ host }) => host !== 'custom')
  return given.length > 0 ? given : requests.filter((request) => !failsBeforeAnswer(request))
}

/**
 * The same, but where Azure's name lets nobody in who does not come through the gateway in front, those that came
 * through it.
 */
export const requestsReachingApp = (findings: FindingSet): readonly RequestFinding[] => {
  const requests = appRequestsOf(findings)
  const admitted = findingsOfKind(findings, 'request').filter(
    ({ host, status }) => host === 'custom' && status !== undefined && !isTurnedAway(status),
  )
  return admitted.length > 0 && requests.every(({ status }) => isTurnedAway(status)) ? admitted : requests
}

const isTurnedAway = (status: number | undefined): boolean => status === 401 || status === 403

/** Nothing was asked of whoever is behind the name: it was not found, not reached, or not who it should be. */
export const failsBeforeAnswer = ({ failure, waitedFor }: RequestFinding): boolean =>
  failure === 'dns' || failure === 'refused' || failure === 'tls' || waitedFor === 'connection'

/** An app that holds its callers for half a minute, as long polling does, answers nobody within our patience. */
export const isWaitingAsUsual = ({ status, waitedFor, durationInMs }: RequestFinding, usualSeconds: number): boolean =>
  status === undefined && waitedFor === 'answer' && durationInMs / 1000 <= usualSeconds
