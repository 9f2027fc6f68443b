import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { EvidenceItem } from '../../incident/events/evidence-event.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { isCapture } from '../../incident/plan-kind.ts'
import type { StepProgress } from '../../mitigate/types.ts'
import type { EffectContext, EffectHandler } from './types.ts'

const lookAgainInMs = 10_000

/** After this long without a sign in Azure, people are asked: the activity log lags by minutes. */
const handOverAfterInMs = 20 * 60_000

/** Looks at Azure for how far a step has come; for one in doubt this stands in place of sending it again (L2). */
export const handleLook: EffectHandler<'look'> = async (effect, incident, context) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  const step = context.steps.find(({ id }) => id === action?.plan?.step)
  if (action?.plan === undefined || step === undefined) return
  const { startedAt, correlationId, operation } = action
  if (startedAt === undefined || correlationId === undefined) return
  const file = await evidenceStoredAlready(action, incident, context)
  if (file !== undefined) return recordTaken(file, action, incident, context)
  const accepted = action.status === 'accepted'
  const now = context.clock.now()
  const started = { at: startedAt, correlationId, accepted, now, ...(operation === undefined ? {} : { operation }) }
  const progress = await step.readProgress(context.azure.reading, action.plan, started)
  context.faultPoint?.('looked')
  return recordProgress(progress, action, incident, context)
}

/** What a step fetched may be whole in the store already, and only the journal not know of it. */
const evidenceStoredAlready = async (
  action: Action,
  { id: stream, evidence }: Incident,
  context: EffectContext,
): Promise<EvidenceItem | undefined> => {
  if (!isCapture(action)) return undefined
  const found = await context.evidence.findByName(stream, String(action.plan?.state.file))
  if (found === undefined || evidence.some(({ id }) => id === found.id)) return undefined
  const { id, fileName, contentType, sizeInBytes, sha256 } = found
  return { id, collector: action.request.step, fileName, contentType, sizeInBytes, sha256 }
}

const recordTaken = async (
  evidence: EvidenceItem,
  { id: action }: Action,
  incident: Incident,
  context: EffectContext,
): Promise<undefined> => {
  await context.repository.commit(incident.id, { type: 'RecordTaken', action, evidence }, { release: action })
}

const recordProgress = async (
  progress: StepProgress,
  action: Action,
  incident: Incident,
  context: EffectContext,
): Promise<number | undefined> => {
  const finished = async (outcome: 'done' | 'failed', why?: TranslatableMessage): Promise<undefined> => {
    await context.repository.commit(
      incident.id,
      {
        type: 'RecordFinished',
        action: action.id,
        outcome,
        ...(why === undefined ? {} : { why }),
        ...(action.status === 'doubted' && outcome === 'done' ? { adopted: true } : {}),
      },
      { release: action.id },
    )
  }
  switch (progress.is) {
    case 'done':
      return finished('done')
    case 'failed':
      return finished('failed', context.redact(progress.why))
    case 'not-started':
      return action.status === 'doubted'
        ? finished('failed', messageOf('card.doubt.not-sent'))
        : lookLater(action, incident, context)
    case 'running':
    case 'unknown':
      return lookLater(action, incident, context)
  }
}

const lookLater = async (action: Action, incident: Incident, context: EffectContext): Promise<number | undefined> => {
  const now = context.clock.now()
  if (now < (action.startedAt ?? now) + handOverAfterInMs) return now + lookAgainInMs
  await context.repository.commit(
    incident.id,
    { type: 'HandOver', action: action.id, why: messageOf('card.doubt.handed-over') },
    { release: action.id },
  )
  return undefined
}
