import { AzureError } from '../azure/types.ts'
import { phrase } from '../incident/phrase.ts'
import type { Trace, Traces } from './trace.ts'
import type { Progress, Started } from './types.ts'

/** What Azure refuses to show says nothing about whether the write arrived. */
export const unknownOnError = async (look: () => Promise<Progress>): Promise<Progress> => {
  try {
    return await look()
  } catch (error) {
    if (error instanceof AzureError) return { is: 'unknown' }
    throw error
  }
}

/** Azure: the activity log shows an event 3 to 20 minutes after it. So long our own trace is waited for. */
const patienceInMs = 5 * 60_000

/**
 * What was wanted is seen: is it our doing? Ours, where Azure said that it took the write, or its log shows our id.
 * Else only where the log, given time, shows nobody else who may have done it (L2: nothing is claimed that is not so).
 */
export const fromEffect = ({ ours, others }: Traces, { accepted, at, now }: Started): Progress => {
  if (accepted || ours.is === 'succeeded') return { is: 'done' }
  if (ours.is === 'failed' || ours.is === 'running' || others) return fromTrace(ours)
  const isEarly = now !== undefined && now - at < patienceInMs
  return ours.is === 'absent' || isEarly ? fromTrace(ours) : { is: 'done' }
}

export const fromTrace = (trace: Trace): Progress => {
  switch (trace.is) {
    case 'succeeded':
      return { is: 'done' }
    case 'failed':
      return { is: 'failed', why: phrase('step.failed.azure', { code: trace.code, message: '' }) }
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
