import { z } from 'zod'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { canonical } from '../incident/canonical.ts'
import type { Plan, Write } from '../incident/plan.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { readOne } from './read.ts'
import { readTraces } from './trace.ts'
import type { Applied, Progress, Started, Step } from './types.ts'

/** A resource of Azure Monitor that a step keeps, changes or takes away: a PUT or a DELETE, done at once. */
export interface Stored {
  /** ARM id. */
  readonly id: string
  /** What there is; `null` where there is none. Fields that Azure adds by itself are left out. */
  readonly body: Body | null
}

export type Body = Readonly<Record<string, unknown>>

const shape = z.looseObject({})

export const readStored = async (azure: ReadingAzure, id: string, version: string): Promise<Body | null> => {
  try {
    return await readOne(azure, { path: id, version }, shape)
  } catch (error) {
    if (error instanceof AzureError && error.kind === 'not-found') return null
    throw error
  }
}

export const writeOf = (id: string, wanted: Body | null): Write => ({
  method: wanted === null ? 'DELETE' : 'PUT',
  path: id,
})

/** As plan.state keeps it: canonical, so that the same is the same. */
export const kept = (body: Body | null): string => (body === null ? '' : canonical(body))

export const fromKept = (text: unknown): Body | null => (text === '' ? null : (JSON.parse(String(text)) as Body))

export const applyStored =
  (version: string): Step['apply'] =>
  async (azure, { writes, state }): Promise<Applied> => {
    const [write] = writes
    if (write === undefined) throw new Error('a plan without a write')
    const wanted = fromKept(state.wanted)
    const headers = await azure.send(write.method === 'DELETE' ? 'DELETE' : 'PUT', write.path, version, wanted)
    const correlationId = headers['x-ms-correlation-request-id']
    return correlationId === undefined ? {} : { correlationId }
  }

/** The resource itself shows it: `isSo` compares what there is with what was wanted. */
export const lookStored =
  (version: string, isSo: (found: Body | null, wanted: Body | null) => boolean): Step['look'] =>
  (azure, plan, started) =>
    unknownOnError(() => look(azure, { plan, started, version, isSo }))

interface Looking {
  readonly plan: Plan
  readonly started: Started
  readonly version: string
  readonly isSo: (found: Body | null, wanted: Body | null) => boolean
}

const look = async (azure: ReadingAzure, { plan, started, version, isSo }: Looking): Promise<Progress> => {
  const path = plan.writes[0]?.path ?? ''
  const isThere = isSo(await readStored(azure, path, version), fromKept(plan.state.wanted))
  const traces = await readTraces(azure, [path], started)
  const { ours: trace } = traces
  if (isThere) return fromEffect(traces, started)
  return trace.is === 'succeeded' ? { is: 'unknown' } : fromTrace(trace)
}
