import type { Action, Incident } from '../../incident/incident.ts'
import { offers } from '../../incident/offers.ts'
import type { StepRequest } from '../../incident/plan.ts'
import { current, incidentId, passes, readingInMs, type Scene, settled } from './scene.ts'

const longestInMs = 60 * 60_000

/** Those who may approve, in the order in which they read the card. */
const approvers = ['bram', 'chloe'] as const

/** Ada asks for a step, whatever the verdict says; the others approve, and it is watched to its end. */
export const treat = async (scene: Scene, request: StepRequest): Promise<Action | undefined> => {
  await passes(scene, readingInMs)
  await scene.appmedic.runbook.request(incidentId, scene.stage.who('ada'), await completed(scene, request))
  return decided(scene)
}

/** Takes the latest step back, if it can be. */
export const undo = async (scene: Scene, action: Action): Promise<Action | undefined> => {
  await passes(scene, readingInMs)
  await scene.stage.clicks('ada', 'undo', action.id)
  const undone = await decided(scene)
  return undone?.id === action.id ? undefined : undone
}

/** What was asked for last is approved and watched to its end; as it is where it can't be. */
export const decided = async (scene: Scene): Promise<Action | undefined> => {
  await settled(scene)
  for (const who of approvers) {
    const proposed = (await current(scene)).actions.at(-1)
    if (proposed?.status !== 'proposed') break
    await passes(scene, readingInMs)
    await scene.stage.clicks(who, 'approve', proposed.id)
    await settled(scene)
  }
  return watched(scene)
}

const watched = async (scene: Scene): Promise<Action | undefined> => {
  const deadline = scene.clock.now() + longestInMs
  for (;;) {
    await settled(scene)
    const action = (await current(scene)).actions.at(-1)
    const next = scene.clock.next()
    if (action === undefined || isOver(action) || next === undefined || next > deadline) return action
    scene.clock.advanceTo(next)
  }
}

const over: readonly Action['status'][] = [
  ...(['recovered', 'done', 'not-recovered', 'collected', 'failed', 'voided', 'handed-over'] as const),
  ...(['rejected', 'expired', 'impossible', 'withdrawn'] as const),
]

const isOver = ({ status }: Action): boolean => over.includes(status)

const onOneMachine: readonly string[] = ['restart-instance', 'reboot-worker', 'mini-dump', 'memory-dump']

/** Machines have other names in each run: the one that the verdict is about is meant where none is named. */
const completed = async (scene: Scene, { step, args }: StepRequest): Promise<StepRequest> => {
  const instance = onOneMachine.includes(step) ? suspect(await current(scene)) : undefined
  return { step, args: instance === undefined ? args : { instance, ...args } }
}

const suspect = (incident: Incident) =>
  offers(incident).find(({ args }) => 'instance' in args)?.args.instance ?? anyInstance(incident)

const anyInstance = ({ observation }: Incident): string | undefined =>
  (observation?.results ?? [])
    .flatMap(({ findings }) => findings)
    .flatMap((finding) => (finding.kind === 'state' && finding.of === 'instance' ? [finding.name] : []))
    .at(0)
