import { AzureError } from '../azure/types.ts'
import { phrase } from '../incident/phrase.ts'
import type { Trace } from './trace.ts'
import type { Progress } from './types.ts'

/** What Azure refuses to show says nothing about whether the write arrived. */
export const unknownOnError = async (look: () => Promise<Progress>): Promise<Progress> => {
  try {
    return await look()
  } catch (error) {
    if (error instanceof AzureError) return { is: 'unknown' }
    throw error
  }
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
