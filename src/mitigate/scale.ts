import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Cost, Plan, StepArgs } from '../incident/plan.ts'
import { scaleCommands } from './commands.ts'
import { costOf } from './cost.ts'
import { parsePlanId } from './ids.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { readOperation } from './operation.ts'
import { toBody, toState } from './plan-body.ts'
import { readPlan, readScalable, type Scalable, whyFixed, workersIn } from './scalable.ts'
import { listenForAnswer } from './send.ts'
import { scaleSuccess } from './success.ts'
import { readTraces } from './trace.ts'
import type { Planned, Progress, Started, Step } from './types.ts'

export interface ScaleKind {
  readonly id: string
  readonly harm: number
  readonly risk: Step['risk']
  /** Step that takes it back. */
  readonly undo: string
  /** Why this number of workers can't be, for this direction. */
  whyNot(seen: Scalable, workers: number, app: AppRef): Phrase | undefined
  notices(seen: Scalable, workers: number): readonly Phrase[]
  /** Names of the instances that may go away. */
  touched(seen: Scalable): readonly string[]
}

/** Gives the app's plan another number of workers, and keeps everything else of it. */
export const scaleStep = (kind: ScaleKind): Step => ({
  id: kind.id,
  harm: kind.harm,
  risk: kind.risk,
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/slots/read',
    'Microsoft.Web/serverfarms/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Insights/autoscalesettings/read',
    'Microsoft.Web/serverfarms/write',
  ],
  plan: (azure, app, args) => plan(kind, azure, { app, args }),
  apply: async (azure, { resource, args, state }) => {
    const id = parsePlanId(resource)
    const answer = listenForAnswer()
    const body = toBody(state, Number(args.workers))
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const options = { onResponse: answer.onResponse }
    // Accepted is enough: the reading client follows the operation from here.
    await appServicePlans.createOrUpdate(id.resourceGroup, id.name, body, options).submitted()
    return answer.applied()
  },
  look: (azure, approved, started) => unknownOnError(() => look(azure, approved, started)),
})

const plan = async (
  kind: ScaleKind,
  azure: ReadingAzure,
  { app, args }: { app: AppRef; args: StepArgs },
): Promise<Planned> => {
  const seen = await readScalable(azure, app)
  const workers = workersIn(args, seen.workers)
  if (workers === undefined) return { impossible: phrase('step.impossible.not-a-number') }
  const impossible = whyFixed(seen) ?? kind.whyNot(seen, workers, app)
  if (impossible !== undefined) return { impossible }
  const sku = seen.plan.sku?.name ?? ''
  const cost = await costOf(azure, {
    region: app.location,
    os: app.os,
    before: { sku, workers: seen.workers },
    after: { sku, workers },
  })
  return { plan: planOf(kind, { seen, cost }, workers) }
}

const planOf = (kind: ScaleKind, { seen, cost }: { seen: Scalable; cost: Cost }, workers: number): Plan => ({
  step: kind.id,
  args: { workers },
  resource: seen.id.id,
  writes: [{ method: 'PUT', path: seen.id.id }],
  state: { workers: seen.workers, maximumWorkers: seen.maximum, ...toState(seen.plan) },
  changes: [
    { what: phrase('step.change.workers', { plan: seen.id.name }), before: `${seen.workers}`, after: `${workers}` },
  ],
  touches: { apps: seen.apps, instances: kind.touched(seen) },
  notice: [...kind.notices(seen, workers), ...sharedNotices(seen)],
  cost,
  success: scaleSuccess,
  undo: { step: kind.undo, args: { workers: seen.workers } },
  commands: scaleCommands(seen.id, workers),
  destroysEvidence: false,
})

const sharedNotices = ({ id, apps, plan, maximum }: Scalable): readonly Phrase[] => [
  ...(apps.length > 1 ? [phrase('step.notice.shared-plan', { plan: id.name, apps: apps.length })] : []),
  ...(plan.perSiteScaling === true ? [phrase('step.notice.per-site-scaling', { plan: id.name })] : []),
  phrase('step.notice.maximum', { plan: id.name, maximum }),
  phrase('step.notice.scale-limit'),
]

const look = async (azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const operation = started.operation === undefined ? undefined : await readOperation(azure, started.operation)
  return operation ?? (await lookAtPlan(azure, approved, started))
}

/** Without an operation to follow: the plan itself shows the number; only the log can say that nothing was sent. */
const lookAtPlan = async (azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const { sku, provisioningState } = await readPlan(azure, parsePlanId(approved.resource))
  const traces = await readTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (sku?.capacity === approved.args.workers) {
    return provisioningState === 'InProgress' ? { is: 'running' } : fromEffect(traces, started)
  }
  // It went through, and somebody has changed the number since.
  if (sku?.capacity !== approved.state.workers) return trace.is === 'absent' ? { is: 'unknown' } : fromTrace(trace)
  return trace.is === 'succeeded' ? { is: 'unknown' } : fromTrace(trace)
}
