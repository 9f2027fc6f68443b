import type { HttpClient, PipelineResponse } from '@azure/core-rest-pipeline'
import { privateAddressCode } from '../transport/public-addresses.ts'
import { AzureError, type VisitResult } from '../types.ts'

const mostRedirects = 5

/** What `visit` needs of the SDK, passed in so that it is loaded late. */
export interface VisitDependencies {
  /** Refuses hosts that are not apps of the directory. It has no pipeline, so no token either. */
  readonly client: HttpClient
  readonly mayVisit: (url: URL) => Promise<boolean>
  readonly request: (options: { url: string; abortSignal: AbortSignal }) => Parameters<HttpClient['sendRequest']>[0]
  /** Practice mode: the simulator tells how long the answer took in its own time. */
  readonly simulated: boolean
}

/**
 * One anonymous GET, as a visitor would make it. The duration runs until the headers of the last answer are in.
 * A redirect that leaves the known hosts (a sign-in page) or the internet is not followed: its 3xx is the answer.
 */
export const visitApp = async (visiting: VisitDependencies, url: string, signal: AbortSignal): Promise<VisitResult> => {
  let durationInMs = 0
  let next = url
  let last: VisitHop | undefined
  for (let redirects = 0; ; redirects += 1) {
    const step = await visitOnce(visiting, next, signal)
    if (last !== undefined && step.answer.failure === 'private') return { ...last.answer, durationInMs }
    durationInMs += step.durationInMs
    const { redirect } = step
    if (redirect === undefined || redirects === mostRedirects || !(await visiting.mayVisit(new URL(redirect)))) {
      return { ...step.answer, durationInMs }
    }
    next = redirect
    last = step
  }
}

interface VisitHop {
  readonly answer: Omit<VisitResult, 'durationInMs'>
  readonly durationInMs: number
  readonly redirect?: string
}

const visitOnce = async (visiting: VisitDependencies, url: string, signal: AbortSignal): Promise<VisitHop> => {
  const started = performance.now()
  try {
    const response = await visiting.client.sendRequest(visiting.request({ url, abortSignal: signal }))
    discard(response)
    const durationInMs = simulatedDuration(visiting, response) ?? performance.now() - started
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : undefined
    const redirect =
      location !== undefined && URL.canParse(location, url) ? { redirect: new URL(location, url).href } : {}
    return { answer: { status: response.status }, durationInMs, ...redirect }
  } catch (error) {
    if (error instanceof AzureError) throw error
    return { answer: { failure: failureOf(error) }, durationInMs: performance.now() - started }
  }
}

/** Only the status counts; the page itself is not read. */
const discard = (response: PipelineResponse): void => {
  const body = response.readableStreamBody
  if (body !== undefined && 'destroy' in body && typeof body.destroy === 'function') body.destroy()
}

const simulatedDuration = (visiting: VisitDependencies, response: PipelineResponse): number | undefined => {
  const header = visiting.simulated ? response.headers.get('x-simulated-duration-ms') : undefined
  const duration = Number(header ?? Number.NaN)
  return Number.isFinite(duration) ? duration : undefined
}

const failureOf = (error: unknown): NonNullable<VisitResult['failure']> => {
  const name = error instanceof Error ? error.name : ''
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout'
  if (code === privateAddressCode) return 'private'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns'
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'refused'
  return /CERT|SSL|TLS|EPROTO|SIGNED/i.test(code) ? 'tls' : 'reset'
}
