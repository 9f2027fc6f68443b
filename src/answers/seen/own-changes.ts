import type { ChangeFinding } from '../../incident/finding.ts'
import type { Action, Incident } from '../../incident/incident.ts'

/** Azure's record of a write lies so near to when it was sent; ours. */
const nearInMs = 90_000

/** The step of the incident that a change in Azure's record is; `undefined` where somebody else made it. */
export const ownActionOf = (change: ChangeFinding, { actions }: Incident): Action | undefined =>
  actions.find(({ startedAt, finishedAt, correlationId, azureCorrelationId }) => {
    if (startedAt === undefined) return false
    const ids = [correlationId, azureCorrelationId].map((id) => id?.toLowerCase())
    if (change.correlationId !== undefined && ids.includes(change.correlationId.toLowerCase())) return true
    return (
      change.change !== 'deployment' &&
      change.at >= startedAt - nearInMs / 3 &&
      change.at <= (finishedAt ?? startedAt) + nearInMs
    )
  })

export const isOwnChange = (change: ChangeFinding, incident: Incident): boolean =>
  ownActionOf(change, incident) !== undefined
