import type { Reading } from '../../incident/event.ts'
import type { Window } from '../../incident/finding.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { probesFor, readLimits } from '../../mitigate/verify.ts'
import { runProbes } from '../../observe/run.ts'
import type { Carry, Tools } from './types.ts'

const readAgainInMs = 60_000
const windowInMs = 15 * 60_000

/** Reads the limits that were fixed before approval; the first reading is the "before". */
export const verify: Carry<'verify'> = async (effect, incident, tools) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action?.plan === undefined || incident.app === undefined) return
  if (action.verification === undefined) {
    await tools.ledger.commit(incident.id, {
      type: 'StartVerification',
      action: action.id,
      before: before(action, incident),
    })
    return
  }
  const readings = await read(action, incident, tools)
  tools.faultPoint?.('limits-read')
  await tools.ledger.commit(incident.id, { type: 'RecordReadings', action: action.id, readings })
  return tools.clock.now() + readAgainInMs
}

/** What the probes saw when the verdict was reached. */
const before = ({ plan }: Action, { observation }: Incident): readonly Reading[] =>
  plan === undefined || observation === undefined
    ? []
    : readLimits(
        plan.success,
        observation.results.flatMap((result) => result.findings),
        observation.window.to,
      )

const read = async ({ plan, startedAt }: Action, { app }: Incident, tools: Tools): Promise<readonly Reading[]> => {
  if (plan === undefined || app === undefined) return []
  const now = tools.clock.now()
  const window: Window = { from: Math.max(now - windowInMs, startedAt ?? 0), to: now }
  const wanted = probesFor(plan.success)
  const probes = tools.probes.filter(({ id }) => wanted.includes(id))
  const results = await runProbes(
    probes,
    tools.azure.reading,
    { app, window },
    {
      deadline: tools.deadline,
      onError: ({ error: err, probe }) => tools.log.error({ probe, err }, 'a probe broke'),
    },
  )
  return readLimits(
    plan.success,
    results.flatMap((result) => result.findings),
    now,
  )
}
