import { z } from 'zod'
import { readResource } from '../../azure/arm-reader.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import { canonicalJson } from '../../incident/canonical-json.ts'
import type { MitigationPlan, PlannedWrite } from '../../incident/mitigation-plan.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from '../follow-up/activity-log-progress.ts'
import { readWriteTraces } from '../follow-up/write-trace.ts'
import type { ApplyResult, MitigationStep, StartedStep, StepProgress } from '../types.ts'

/** A resource of Azure Monitor that a step keeps, changes or takes away: a PUT or a DELETE, done at once. */
export interface MonitorResource {
  /** ARM id. */
  readonly id: string
  /** What there is; `null` where there is none. Fields that Azure adds by itself are left out. */
  readonly body: ResourceBody | null
}

export type ResourceBody = Readonly<Record<string, unknown>>

const shape = z.looseObject({})

export const readMonitorResource = async (azure: ReadingAzure, id: string): Promise<ResourceBody | null> => {
  try {
    return await readResource(azure, { path: id }, shape)
  } catch (error) {
    if (error instanceof AzureError && error.kind === 'not-found') return null
    throw error
  }
}

export const monitorResourceWrite = (id: string, wanted: ResourceBody | null): PlannedWrite => ({
  method: wanted === null ? 'DELETE' : 'PUT',
  path: id,
})

/** As plan.state keeps it: canonical, so that the same is the same. */
export const serializeResource = (body: ResourceBody | null): string => (body === null ? '' : canonicalJson(body))

export const parseResource = (text: unknown): ResourceBody | null =>
  text === '' ? null : (JSON.parse(String(text)) as ResourceBody)

export const applyMonitorResource: MitigationStep['apply'] = async (azure, { writes, state }): Promise<ApplyResult> => {
  const [write] = writes
  if (write === undefined) throw new Error('a plan without a write')
  const wanted = parseResource(state.wanted)
  const headers = await azure.send(write.method === 'DELETE' ? 'DELETE' : 'PUT', write.path, wanted)
  const correlationId = headers['x-ms-correlation-request-id']
  return correlationId === undefined ? {} : { correlationId }
}

/** The resource itself shows it: `isSo` compares what there is with what was wanted. */
export const monitorResourceProgress =
  (isSo: ProgressRequest['isSo']): MitigationStep['readProgress'] =>
  (azure, plan, started) =>
    unknownOnError(() => readProgress(azure, { plan, started, isSo }))

interface ProgressRequest {
  readonly plan: MitigationPlan
  readonly started: StartedStep
  readonly isSo: (found: ResourceBody | null, wanted: ResourceBody | null) => boolean
}

const readProgress = async (azure: ReadingAzure, { plan, started, isSo }: ProgressRequest): Promise<StepProgress> => {
  const path = plan.writes[0]?.path ?? ''
  const isThere = isSo(await readMonitorResource(azure, path), parseResource(plan.state.wanted))
  const traces = await readWriteTraces(azure, [path], started)
  const { ours: trace } = traces
  if (isThere) return progressFromEffect(traces, started)
  return trace.is === 'succeeded' ? { is: 'unknown' } : progressFromTrace(trace)
}
