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
  readingTimeInMs,
  untilIdle,
} from './drill-context.ts'

const maxWatchInMs = 60 * 60_000

/** Those who may approve, in the order in which they read the card. */
const approvers = ['bram', 'chloe'] as const

/** Ada asks for a step, whatever the verdict says; the others approve, and it is watched to its end. */
export const requestAndApprove = async (scene: DrillContext, request: StepRequest): Promise<Action | undefined> => {
  await advanceTime(scene, readingTimeInMs)
  await scene.appmedic.runbook.request(drillIncidentId, scene.chat.who('ada'), await withInstance(scene, request))
  return approveAndWatch(scene)
}

/** Takes the latest step back, if it can be. */
export const requestUndoAndApprove = async (scene: DrillContext, action: Action): Promise<Action | undefined> => {
  await advanceTime(scene, readingTimeInMs)
  await scene.chat.clicks('ada', 'undo', action.id)
  const undone = await approveAndWatch(scene)
  return undone?.id === action.id ? undefined : undone
}

/** What was asked for last is approved and watched to its end; as it is where it can't be. */
export const approveAndWatch = async (scene: DrillContext): Promise<Action | undefined> => {
  await untilIdle(scene)
  for (const who of approvers) {
    const proposed = (await currentIncident(scene)).actions.at(-1)
    if (proposed?.status !== 'proposed') break
    await advanceTime(scene, readingTimeInMs)
    await scene.chat.clicks(who, 'approve', proposed.id)
    await untilIdle(scene)
  }
  return watchToEnd(scene)
}

const watchToEnd = async (scene: DrillContext): Promise<Action | undefined> => {
  const deadline = scene.clock.now() + maxWatchInMs
  for (;;) {
    await untilIdle(scene)
    const action = (await currentIncident(scene)).actions.at(-1)
    const next = scene.clock.next()
    if (action === undefined || hasStatusTrait(action, 'ended') || next === undefined || next > deadline) return action
    scene.clock.advanceTo(next)
  }
}

/** Machines have other names in each run: the one that the verdict is about is meant where none is named. */
const withInstance = async (scene: DrillContext, { step, args }: StepRequest): Promise<StepRequest> => {
  const inputs = Object.entries(steps.find(({ id }) => id === step)?.inputs ?? {})
  const [name] = inputs.find(([, input]) => input === 'instance') ?? []
  const instance = name === undefined ? undefined : suspectInstance(await currentIncident(scene))
  return { step, args: name === undefined || instance === undefined ? args : { [name]: instance, ...args } }
}

const suspectInstance = (incident: Incident) =>
  suggestedStepsOf(incident).find(({ args }) => 'instance' in args)?.args.instance ?? anyInstance(incident)

const anyInstance = ({ observation }: Incident): string | undefined =>
  (observation?.results ?? [])
    .flatMap(({ findings }) => findings)
    .flatMap((finding) => (finding.kind === 'state' && finding.of === 'instance' ? [finding.name] : []))
    .at(0)
