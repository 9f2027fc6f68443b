import { AzureError } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { StartedStep, StepProgress } from '../types.ts'
import type { WriteTrace, WriteTraces } from './write-trace.ts'

/** What Azure refuses to show says nothing about whether the write arrived. */
export const unknownOnError = async (look: () => Promise<StepProgress>): Promise<StepProgress> => {
  try {
    return await look()
  } catch (error) {
    if (error instanceof AzureError) return { is: 'unknown' }
    throw error
  }
}

/** Azure: the activity log shows an event 3 to 20 minutes after it. So long our own trace is waited for. */
const traceWaitInMs = 5 * 60_000

/**
 * What was wanted is seen: is it our doing? Ours, where Azure said that it took the write, or its log shows our id.
 * Else only where the log, given time, shows nobody else who may have done it (L2: nothing is claimed that is not so).
 */
export const progressFromEffect = ({ ours, others }: WriteTraces, { accepted, at, now }: StartedStep): StepProgress => {
  if (accepted || ours.is === 'succeeded') return { is: 'done' }
  if (ours.is === 'failed' || ours.is === 'running' || others) return progressFromTrace(ours)
  const isEarly = now !== undefined && now - at < traceWaitInMs
  return ours.is === 'absent' || isEarly ? progressFromTrace(ours) : { is: 'done' }
}

export const progressFromTrace = (trace: WriteTrace): StepProgress => {
  switch (trace.is) {
    case 'succeeded':
      return { is: 'done' }
    case 'failed':
      return { is: 'failed', why: messageOf('step.failed.azure', { code: trace.code, message: '' }) }
    case 'running':
      return { is: 'running' }
    case 'absent':
      return { is: 'not-started' }
    case 'unsure':
      return { is: 'unknown' }
    default:
      return trace satisfies never
  }
}
