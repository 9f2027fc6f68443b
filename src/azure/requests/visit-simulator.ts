import type { HttpClient, PipelineResponse } from '@azure/core-rest-pipeline'
import { z } from 'zod'
import { answerMarksOf } from './answer-marks.ts'
import type { VisitHop, VisitOnce } from './visit-app.ts'

export interface SimulatedVisitOptions {
  /** Leads everything to the simulator. */
  readonly client: HttpClient
  readonly request: (options: { url: string; abortSignal: AbortSignal }) => Parameters<HttpClient['sendRequest']>[0]
}

/**
 * Practice: the simulator serves every host over one loopback address, so it tells by headers what its names and
 * certificates would have done, and how long the answer took in its own time.
 */
export const createSimulatedVisit =
  ({ client, request }: SimulatedVisitOptions): VisitOnce =>
  async (url, signal) => {
    const started = performance.now()
    try {
      const response = await client.sendRequest(request({ url: url.href, abortSignal: signal }))
      discard(response)
      const durationInMs = simulatedDuration(response) ?? performance.now() - started
      const { certificate, ...failure } = simulatedConnection(response)
      const shown = certificate === undefined ? {} : { certificate }
      if (failure.failure !== undefined) return { answer: { ...failure, ...shown }, durationInMs }
      const location = response.headers.get('location')
      const redirect = location === undefined ? {} : { location }
      const marks = answerMarksOf(response.status, (name) => response.headers.get(name))
      return { answer: { status: response.status, ...marks, ...shown }, durationInMs, ...redirect }
    } catch (error) {
      return { answer: failureOf(error, signal.aborted), durationInMs: performance.now() - started }
    }
  }

const failureOf = (error: unknown, isLate: boolean): VisitHop['answer'] => {
  if (isLate) return { failure: 'timeout', waitedFor: 'answer' }
  const isRefused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
  return { failure: isRefused ? 'refused' : 'reset' }
}

/** Only the status counts; the page itself is not read. */
const discard = (response: PipelineResponse): void => {
  const body = response.readableStreamBody
  if (body !== undefined && 'destroy' in body && typeof body.destroy === 'function') body.destroy()
}

const simulatedDuration = (response: PipelineResponse): number | undefined => {
  const duration = Number(response.headers.get('x-simulated-duration-ms') ?? Number.NaN)
  return Number.isFinite(duration) ? duration : undefined
}

const connectionSchema = z.object({
  failure: z.enum(['dns', 'refused', 'timeout', 'tls', 'reset']).optional(),
  waitedFor: z.enum(['connection', 'answer']).optional(),
  certificateFault: z.enum(['expired', 'not-yet-valid', 'wrong-name', 'untrusted']).optional(),
  certificate: z.object({ issuer: z.string(), expiresAt: z.number() }).optional(),
})

const simulatedConnection = (response: PipelineResponse): Omit<VisitHop['answer'], 'status'> => {
  const header = response.headers.get('x-simulated-connection')
  return header === undefined ? {} : (connectionSchema.parse(JSON.parse(header)) as VisitHop['answer'])
}
