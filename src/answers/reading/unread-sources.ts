import type { ProbeResult } from '../../incident/finding.ts'

/** Sources that the policy shuts: nobody opted in. They are no fault of the look, and yet it did not see them. */
const shutKeys: readonly string[] = ['azure.telemetry-off', 'azure.kudu-off']

export const isShutByPolicy = ({ failure }: ProbeResult): boolean =>
  failure !== undefined && shutKeys.includes(failure.key)
