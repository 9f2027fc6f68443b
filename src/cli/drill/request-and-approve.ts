import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { StepRequest } from '../../incident/mitigation-plan.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import { steps } from '../../mitigate/index.ts'
import {
  advanceTime,
  currentIncident,
  type DrillContext,
  drillIncidentId,
  humanReadingTimeInMs,
  untilIdle,
} from './drill-context.ts'

const maxWatchInMs = 60 * 60_000

/** Those who may approve, in the order in which they read the card. */
const approvers = ['bram', 'chloe'] as const

/** Ada asks for a step, whatever the verdict says; the others approve, and it is watched to its end. */
export const requestAndApprove = async (context: DrillContext, request: StepRequest): Promise<Action | undefined> => {
  await advanceTime(context, humanReadingTimeInMs)
  await context.appmedic.runbook.request(drillIncidentId, context.chat.who('ada'), await withInstance(context, request))
  return approveAndWatch(context)
}

/** Takes the latest step back, if it can be. */
export const requestUndoAndApprove = async (context: DrillContext, action: Action): Promise<Action | undefined> => {
  await advanceTime(context, humanReadingTimeInMs)
  await context.chat.clicks('ada', 'undo', action.id)
  const undone = await approveAndWatch(context)
  return undone?.id === action.id ? undefined : undone
}

/** What was asked for last is approved and watched to its end; as it is where it can't be. */
export const approveAndWatch = async (context: DrillContext): Promise<Action | undefined> => {
  await untilIdle(context)
  for (const who of approvers) {
    const proposed = (await currentIncident(context)).actions.at(-1)
    if (proposed?.status !== 'proposed') break
    await advanceTime(context, humanReadingTimeInMs)
    await context.chat.clicks(who, 'approve', proposed.id, reasonFor(proposed))
    await untilIdle(context)
  }
  return watchToEnd(context)
}

/** A drill tries what the verdict argues against, too. */
const reasonFor = ({ advice }: Action) =>
  advice?.is === 'against' ? { values: { approvalReason: 'To see in a drill what comes of it.' } } : {}

const watchToEnd = async (context: DrillContext): Promise<Action | undefined> => {
  const deadline = context.clock.now() + maxWatchInMs
  for (;;) {
    await untilIdle(context)
    const action = (await currentIncident(context)).actions.at(-1)
    const next = context.clock.next()
    if (action === undefined || hasStatusTrait(action, 'ended') || next === undefined || next > deadline) return action
    context.clock.advanceTo(next)
  }
}

/** Machines have other names in each run: the one that the verdict is about is meant where none is named. */
const withInstance = async (context: DrillContext, { step, args }: StepRequest): Promise<StepRequest> => {
  const inputs = Object.entries(steps.find(({ id }) => id === step)?.inputs ?? {})
  const [name] = inputs.find(([, input]) => input === 'instance') ?? []
  const instance = name === undefined ? undefined : suspectInstance(await currentIncident(context))
  return { step, args: name === undefined || instance === undefined ? args : { [name]: instance, ...args } }
}

const suspectInstance = (incident: Incident) =>
  suggestedStepsOf(incident).find(({ args }) => 'instance' in args)?.args.instance ?? anyInstance(incident)

const anyInstance = ({ observation }: Incident): string | undefined =>
  (observation?.results ?? [])
    .flatMap(({ findings }) => findings)
    .flatMap((finding) => (finding.kind === 'state' && finding.of === 'instance' ? [finding.name] : []))
    .at(0)
