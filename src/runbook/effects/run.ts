import { AzureError } from '../../azure/types.ts'
import { onlyFetches } from '../../incident/fetches.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import type { Plan } from '../../incident/plan.ts'
import type { Applied, Taken } from '../../mitigate/types.ts'
import { keep, whyTooLarge } from './keep.ts'
import { planFor } from './plan.ts'
import type { Carry, Tools } from './types.ts'

/** How long a step waits for another one on the same app or plan before it looks again. */
const busyPauseInMs = 15_000

/**
 * The one place from which Azure is changed. The state is read again, the intent is journaled together with the
 * claim on the app and its plan, the write is sent once, and what came of it is journaled (L1–L4).
 */
export const run: Carry<'run'> = async (effect, incident, tools) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action?.plan === undefined || incident.app === undefined) return
  const { step, args } = action.plan
  const { unsealed, passing, ...planned } = await planFor(tools, incident.app, { step, args }, action.plan.leaseInMs)
  if (passing && tools.clock.now() < (action.expiresAt ?? 0)) return tools.clock.now() + busyPauseInMs
  tools.faultPoint?.('state-read')
  const correlationId = tools.ids.correlation()
  const begun = await tools.ledger.commit(
    incident.id,
    { type: 'Begin', action: action.id, planned, correlationId },
    { claim: { owner: action.id, keys: [incident.app.id, incident.app.planId].map((id) => id.toLowerCase()) } },
  )
  if (begun.is === 'busy') return tools.clock.now() + busyPauseInMs
  if (begun.is !== 'done') return
  tools.touched(begun.incident)
  if (!begun.events.some(({ type }) => type === 'MitigationStarted')) return
  // What was approved by its hash is sent as it was just read, with the same hash.
  const plan = { ...action.plan, state: unsealed ?? action.plan.state }
  await send({ ...action, plan }, begun.incident, correlationId, tools)
}

interface Ready extends Action {
  readonly plan: Plan
}

const send = async (action: Ready, incident: Incident, correlationId: string, tools: Tools): Promise<void> => {
  const { plan } = action
  const step = tools.steps.find(({ id }) => id === plan.step)
  if (step === undefined) return
  try {
    const writing = tools.azure.writing({ writes: plan.writes, correlationId })
    const answering = step.apply(writing, plan, tools.deadline(step.deadlineInMs ?? usualDeadlineInMs))
    tools.faultPoint?.('call-sent')
    const applied = await answering
    tools.faultPoint?.('call-answered')
    if (applied.taken === undefined) await accepted(action.id, incident, applied, tools)
    else await taken(action, incident, applied.taken, tools)
  } catch (error) {
    const tooLarge = whyTooLarge(error)
    if (tooLarge !== undefined) return failed(action.id, incident, tooLarge, tools)
    if (!(error instanceof AzureError)) throw error
    // What only fetches has changed nothing, and what came in is not kept: that is certain.
    if (onlyFetches(action)) return failed(action.id, incident, tools.redact(error.phrase), tools)
    await refusedByAzure(action.id, incident, error, tools)
  }
}

const usualDeadlineInMs = 5 * 60_000

/** Read to its end and kept, and then journaled together with the step's end. */
const taken = async (action: Action, incident: Incident, file: Taken, tools: Tools): Promise<void> => {
  const body = passing(file.body, () => tools.faultPoint?.('dump-streaming'))
  const evidence = await keep(tools, action.request.step, { stream: incident.id, ...file, body })
  tools.faultPoint?.('dump-kept')
  await tools.ledger.commit(incident.id, { type: 'RecordTaken', action: action.id, evidence }, { release: action.id })
}

async function* passing(body: Taken['body'], each: () => void): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    yield chunk
    each()
  }
}

const failed = async (action: string, incident: Incident, why: Phrase, tools: Tools): Promise<void> => {
  await tools.ledger.commit(
    incident.id,
    { type: 'RecordFinished', action, outcome: 'failed', why },
    { release: action },
  )
}

const accepted = async (action: string, incident: Incident, applied: Applied, tools: Tools): Promise<void> => {
  await tools.ledger.commit(incident.id, {
    type: 'RecordAccepted',
    action,
    ...(applied.operation === undefined ? {} : { operation: applied.operation }),
    ...(applied.correlationId === undefined ? {} : { azureCorrelationId: applied.correlationId }),
  })
}

/** Azure's no is a result; no answer, or an answer that may hide a yes, is a doubt (L2). */
const refusedByAzure = async (action: string, incident: Incident, error: AzureError, tools: Tools): Promise<void> => {
  const why = tools.redact(error.phrase)
  if (error.kind === 'refused-here' || isRefusal(error.status)) return failed(action, incident, why, tools)
  await tools.ledger.commit(incident.id, { type: 'Doubt', action, why })
}

/** 408 is a time-out told by whoever stands between: the write may have gone through. */
const isRefusal = (status: number | undefined): boolean => status !== undefined && status < 500 && status !== 408

/** Found with an intent and no result: the process that wrote it is gone, or never learned what came of it. */
export const doubt: Carry<'doubt'> = async (effect, incident, tools) => {
  await tools.ledger.commit(incident.id, {
    type: 'Doubt',
    action: effect.action,
    why: phrase('card.doubt.crashed'),
  })
}
