import type { Policy } from '../../incident/approval/policy.ts'
import type { ChangeFinding, Finding, ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import type { EffectContext } from './types.ts'

/** How far back steps of ours are looked for; what the activity log still shows of the app is newer. Ours. */
const mostIncidents = 50

type CallerContext = Pick<EffectContext, 'journal' | 'repository' | 'policy'>

/**
 * Whoever changed something by a name that people know, where one is known: a step of ours by its incident, and whom
 * Azure calls by an object id by what the policy calls them. Everybody else is left as Azure says.
 */
export const nameCallers = async (
  result: ProbeResult,
  incident: Incident,
  context: CallerContext,
): Promise<ProbeResult> => {
  if (!result.findings.some((finding) => isChangeBySomebody(finding))) return result
  const named = await callerNamer(incident, context)
  return {
    ...result,
    findings: result.findings.map((finding) => (isChangeBySomebody(finding) ? named(finding) : finding)),
  }
}

/** The same for what a proposal says of who else was at the resource a moment ago. */
export const nameRecentCallers = async (
  plan: MitigationPlan,
  incident: Incident,
  context: CallerContext,
): Promise<MitigationPlan> => {
  const { recent = [] } = plan
  return recent.length === 0 ? plan : { ...plan, recent: recent.map(await callerNamer(incident, context)) }
}

interface Change {
  readonly by?: string
  readonly correlationId?: string
}

const callerNamer = async (incident: Incident, context: CallerContext): Promise<<T extends Change>(change: T) => T> => {
  const own = await ownWrites(incident, context)
  const policy = context.policy()
  return (change) => {
    const by = own.get(change.correlationId?.toLowerCase() ?? '') ?? personCalled(policy, change.by ?? '')
    return by === undefined ? change : { ...change, by }
  }
}

const isChangeBySomebody = (finding: Finding): finding is ChangeFinding =>
  finding.kind === 'change' && finding.by !== undefined

/** By the correlation ids of its write: the one that we gave, and the one that Azure gave. */
const ownWrites = async (
  incident: Incident,
  { journal, repository }: CallerContext,
): Promise<ReadonlyMap<string, string>> => {
  const ids = await journal.incidentsWithStepsOf(incident.app?.id.toLowerCase() ?? '', mostIncidents)
  const known = await Promise.all(ids.map((id) => repository.load(id)))
  return new Map(
    [...known, incident].flatMap((one) =>
      (one?.actions ?? []).flatMap(({ correlationId, azureCorrelationId }) =>
        [correlationId, azureCorrelationId].flatMap((id) =>
          id === undefined ? [] : [[id.toLowerCase(), `Appmedic (${one?.id})`] as const],
        ),
      ),
    ),
  )
}

const personCalled = (policy: Policy | undefined, caller: string): string | undefined => {
  const called = Object.values(policy?.people ?? {}).filter(({ identities }) =>
    Object.values(identities).some((identity) => identity.toLowerCase().endsWith(`/${caller.toLowerCase()}`)),
  )
  // An id of two is unclear, so it stays as it is.
  return called.length === 1 ? called[0]?.name : undefined
}
