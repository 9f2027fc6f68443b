import { foreignHost } from '../transport/allowed-hosts.ts'
import type { VisitResult } from '../types.ts'

const mostRedirects = 5

/** One request of a visit, and what came of it. */
export interface VisitHop {
  readonly answer: Omit<VisitResult, 'durationInMs'>
  /** Until the headers were in, or until it failed. */
  readonly durationInMs: number
  /** Where a 3xx sends the visitor, as its header says it. */
  readonly location?: string
}

/** Makes one anonymous request; never throws for what the other side does. */
export type VisitOnce = (url: URL, signal: AbortSignal) => Promise<VisitHop>

export interface VisitDependencies {
  /** Has no pipeline, so no token either. */
  readonly visitOnce: VisitOnce
  /** Hosts that are apps of the directory. */
  readonly mayVisit: (url: URL) => Promise<boolean>
}

/**
 * One anonymous GET, as a visitor would make it. The duration runs until the headers of the last answer are in.
 * A redirect that leaves the known hosts (a sign-in page) or the internet is not followed, and one to another host that
 * nobody can connect to says nothing about the host that sent us there: its 3xx is the answer.
 */
export const visitApp = async (visiting: VisitDependencies, url: string, signal: AbortSignal): Promise<VisitResult> => {
  const begin = new URL(url)
  let hop = await visitGuarded(visiting, begin, signal)
  let at = begin
  let { durationInMs } = hop
  let { certificate } = hop.answer
  for (let redirects = 0; redirects < mostRedirects; redirects += 1) {
    const next = redirectOf(hop, at)
    if (next === undefined || !(await visiting.mayVisit(next))) break
    const step = await visitGuarded(visiting, next, signal)
    if (step.answer.failure === 'private' || (next.host !== at.host && isUnconnected(step.answer))) break
    durationInMs += step.durationInMs
    if (next.host === begin.host) certificate = step.answer.certificate ?? certificate
    at = next
    hop = step
  }
  const { certificate: _, ...answer } = hop.answer
  return { ...answer, durationInMs, ...(certificate === undefined ? {} : { certificate }) }
}

/** Checked for every hop, before a byte leaves. */
const visitGuarded = async (visiting: VisitDependencies, url: URL, signal: AbortSignal): Promise<VisitHop> => {
  if (!(await visiting.mayVisit(url))) throw foreignHost(url)
  return await visiting.visitOnce(url, signal)
}

const redirectOf = ({ answer: { status = 0 }, location }: VisitHop, at: URL): URL | undefined =>
  status >= 300 && status < 400 && location !== undefined && URL.canParse(location, at.href)
    ? new URL(location, at)
    : undefined

/** It failed before anything was asked. */
const isUnconnected = ({ failure, waitedFor }: VisitHop['answer']): boolean =>
  failure === 'dns' || failure === 'refused' || failure === 'tls' || waitedFor === 'connection'
