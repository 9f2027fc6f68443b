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
export const handleLook: EffectHandler<'look'> = async (effect, incident, tools) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  const step = tools.steps.find(({ id }) => id === action?.plan?.step)
  if (action?.plan === undefined || step === undefined) return
  const { startedAt, correlationId, operation } = action
  if (startedAt === undefined || correlationId === undefined) return
  const file = await evidenceStoredAlready(action, incident, tools)
  if (file !== undefined) return recordTaken(file, action, incident, tools)
  const accepted = action.status === 'accepted'
  const now = tools.clock.now()
  const started = { at: startedAt, correlationId, accepted, now, ...(operation === undefined ? {} : { operation }) }
  const progress = await step.readProgress(tools.azure.reading, action.plan, started)
  tools.faultPoint?.('looked')
  return recordProgress(progress, action, incident, tools)
}

/** What a step fetched may be whole in the store already, and only the journal not know of it. */
const evidenceStoredAlready = async (
  action: Action,
  { id: stream, evidence }: Incident,
  tools: EffectContext,
): Promise<EvidenceItem | undefined> => {
  if (!isCapture(action)) return undefined
  const found = await tools.evidence.findByName(stream, String(action.plan?.state.file))
  if (found === undefined || evidence.some(({ id }) => id === found.id)) return undefined
  const { id, fileName, contentType, sizeInBytes, sha256 } = found
  return { id, collector: action.request.step, fileName, contentType, sizeInBytes, sha256 }
}

const recordTaken = async (
  evidence: EvidenceItem,
  { id: action }: Action,
  incident: Incident,
  tools: EffectContext,
): Promise<undefined> => {
  await tools.repository.commit(incident.id, { type: 'RecordTaken', action, evidence }, { release: action })
}

const recordProgress = async (
  progress: StepProgress,
  action: Action,
  incident: Incident,
  tools: EffectContext,
): Promise<number | undefined> => {
  const finished = async (outcome: 'done' | 'failed', why?: TranslatableMessage): Promise<undefined> => {
    await tools.repository.commit(
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
      return finished('failed', tools.redact(progress.why))
    case 'not-started':
      return action.status === 'doubted'
        ? finished('failed', messageOf('card.doubt.not-sent'))
        : lookLater(action, incident, tools)
    case 'running':
    case 'unknown':
      return lookLater(action, incident, tools)
  }
}

const lookLater = async (action: Action, incident: Incident, tools: EffectContext): Promise<number | undefined> => {
  const now = tools.clock.now()
  if (now < (action.startedAt ?? now) + handOverAfterInMs) return now + lookAgainInMs
  await tools.repository.commit(
    incident.id,
    { type: 'HandOver', action: action.id, why: messageOf('card.doubt.handed-over') },
    { release: action.id },
  )
  return undefined
}
