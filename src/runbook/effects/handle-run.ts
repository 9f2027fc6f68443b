import { AzureError } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { MitigationPlan, WhatIfResult } from '../../incident/mitigation-plan.ts'
import { isCapture } from '../../incident/plan-kind.ts'
import { claimedKeysOf } from '../../incident/stream-index.ts'
import { mostBytesFor } from '../../mitigate/planning/file-room.ts'
import type { ApplyResult, CapturedFile } from '../../mitigate/types.ts'
import { planFromLiveState } from './handle-plan.ts'
import { notKeptMessageOf, storeEvidence } from './store-evidence.ts'
import type { EffectContext, EffectHandler } from './types.ts'

/** How long a step waits for another one on the same app or plan before it looks again. */
const busyPauseInMs = 15_000

/**
 * The one place from which Azure is changed. The state is read again, the intent is journaled together with the
 * claim on the app and its plan, the write is sent once, and what came of it is journaled (L1–L4).
 */
export const handleRun: EffectHandler<'run'> = async (effect, incident, context) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action?.plan === undefined || incident.app === undefined) return
  const { step, args } = action.plan
  const { planned, isTransient, unsealed } = await planFromLiveState(
    context,
    incident.app,
    { step, args },
    action.plan.leaseInMs,
  )
  if (isTransient && context.clock.now() < (action.expiresAt ?? 0)) return context.clock.now() + busyPauseInMs
  context.faultPoint?.('state-read')
  const correlationId = context.ids.correlation()
  const begun = await context.repository.commit(
    incident.id,
    { type: 'Begin', action: action.id, planned: withLimitsOf(action.plan, planned), correlationId },
    {
      claim: { owner: action.id, keys: claimedKeysOf(incident) },
      // Whatever the step still holds that is taken back goes over to what takes it back.
      ...(action.undoes === undefined ? {} : { release: action.undoes }),
    },
  )
  if (begun.is === 'busy') return context.clock.now() + busyPauseInMs
  if (begun.is !== 'done') return
  context.onStateChanged(begun.incident)
  if (!begun.events.some(({ type }) => type === 'MitigationStarted')) return
  // What was approved by its hash is sent as it was just read, with the same hash.
  const plan = { ...action.plan, state: unsealed ?? action.plan.state }
  await sendWrite({ ...action, plan }, begun.incident, correlationId, context)
}

/** The limits were fixed before approval: they are no state of Azure, and what is usual is not looked at anew. */
const withLimitsOf = ({ success }: MitigationPlan, planned: WhatIfResult): WhatIfResult =>
  'plan' in planned ? { plan: { ...planned.plan, success } } : planned

interface PlannedAction extends Action {
  readonly plan: MitigationPlan
}

const sendWrite = async (
  action: PlannedAction,
  incident: Incident,
  correlationId: string,
  context: EffectContext,
): Promise<void> => {
  const { plan } = action
  const step = context.steps.find(({ id }) => id === plan.step)
  if (step === undefined) return
  try {
    const writing = context.azure.writing({ writes: plan.writes, correlationId })
    const answering = step.apply(writing, plan, context.deadline(step.deadlineInMs ?? defaultDeadlineInMs))
    context.faultPoint?.('call-sent')
    const applied = await answering
    context.faultPoint?.('call-answered')
    if (applied.taken === undefined) await recordAcceptance(action.id, incident, applied, context)
    else await recordTakenFile(action, incident, applied.taken, context)
  } catch (error) {
    const notKept = isCapture(action) ? notKeptMessageOf(error) : undefined
    if (notKept !== undefined) return recordFailure(action.id, incident, notKept, context)
    if (!(error instanceof AzureError)) throw error
    // What only fetches has changed nothing, and what came in is not kept: that is certain.
    if (isCapture(action)) return recordFailure(action.id, incident, context.redact(error.phrase), context)
    await recordAzureError(action.id, incident, error, context)
  }
}

const defaultDeadlineInMs = 5 * 60_000

/** Read to its end and kept, and then journaled together with the step's end. */
const recordTakenFile = async (
  action: Action,
  incident: Incident,
  file: CapturedFile,
  context: EffectContext,
): Promise<void> => {
  const body = tapChunks(file.body, () => context.faultPoint?.('dump-streaming'))
  const limitInBytes = mostBytesFor(await context.fileRoom())
  const kept = { stream: incident.id, ...file, body, limitInBytes }
  const evidence = await storeEvidence(context, action.request.step, kept)
  context.faultPoint?.('dump-kept')
  await context.repository.commit(
    incident.id,
    { type: 'RecordTaken', action: action.id, evidence },
    { release: action.id },
  )
}

async function* tapChunks(body: CapturedFile['body'], each: () => void): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    yield chunk
    each()
  }
}

const recordFailure = async (
  action: string,
  incident: Incident,
  why: TranslatableMessage,
  context: EffectContext,
): Promise<void> => {
  await context.repository.commit(
    incident.id,
    { type: 'RecordFinished', action, outcome: 'failed', why },
    { release: action },
  )
}

const recordAcceptance = async (
  action: string,
  incident: Incident,
  applied: ApplyResult,
  context: EffectContext,
): Promise<void> => {
  await context.repository.commit(incident.id, {
    type: 'RecordAccepted',
    action,
    ...(applied.operation === undefined ? {} : { operation: applied.operation }),
    ...(applied.correlationId === undefined ? {} : { azureCorrelationId: applied.correlationId }),
  })
}

/** Azure's no is a result; no answer, or an answer that may hide a yes, is a doubt (L2). */
const recordAzureError = async (
  action: string,
  incident: Incident,
  error: AzureError,
  context: EffectContext,
): Promise<void> => {
  const why = context.redact(error.phrase)
  if (error.kind === 'refused-here' || isRefusal(error.status)) return recordFailure(action, incident, why, context)
  await context.repository.commit(incident.id, { type: 'Doubt', action, why })
}

/** 408 is a time-out told by whoever stands between: the write may have gone through. */
const isRefusal = (status: number | undefined): boolean => status !== undefined && status < 500 && status !== 408

/** Found with an intent and no result: the process that wrote it is gone, or never learned what came of it. */
export const handleDoubt: EffectHandler<'doubt'> = async (effect, incident, context) => {
  await context.repository.commit(incident.id, {
    type: 'Doubt',
    action: effect.action,
    why: messageOf('card.doubt.crashed'),
  })
}
