import { AzureError } from '../../azure/types.ts'
import type { LogFinding, LogName } from '../../incident/finding.ts'
import { readLog } from '../../logs/index.ts'
import { NotOffered, type ObservationTarget } from '../types.ts'

/**
 * What a log says of the time that is looked at: the window, and the minutes around an onset that is older. It may hold
 * last week's crash too, which is no evidence.
 */
export const findingsInLog = async (
  text: string,
  log: LogName,
  { window, around, isPast }: ObservationTarget,
): Promise<readonly LogFinding[]> => {
  const onset = await around
  const from = Math.min(window.from, onset?.from ?? window.from)
  return readLog(text, log, isPast ? { from, to: window.to } : { from })
}

/** Where the policy does not opt in to Kudu, the log is not offered, and how to opt in is said: nothing was asked. */
export const asNotOffered = (error: unknown): never => {
  if (error instanceof AzureError && error.phrase.key === 'azure.kudu-off') throw new NotOffered(error.phrase)
  throw error
}
