import { type ChannelMute, createChannelMute } from './channel-mute.ts'
import { createEffectScheduler, type EffectScheduler } from './effect-scheduler.ts'
import { createIncidentCommands, type IncidentCommands } from './incident-commands.ts'
import { createIncidentFinder, type IncidentFinder } from './incident-finder.ts'
import { createInputLimiter, type InputLimiter } from './input-limits.ts'
import { createInputPermissions, type InputPermissions } from './input-permissions.ts'
import { createWithMembership, type WithMembership } from './membership.ts'
import { createResponder, type Responder } from './responder.ts'
import { createStepUpApprovals, type StepUpApprovals } from './step-up-approvals.ts'
import type { RunbookDependencies } from './types.ts'

/** What handles messages, clicks and alerts works with. */
export interface InputContext {
  readonly dependencies: RunbookDependencies
  readonly limiter: InputLimiter
  readonly permissions: InputPermissions
  readonly scheduler: EffectScheduler
  readonly responder: Responder
  readonly finder: IncidentFinder
  readonly commands: IncidentCommands
  readonly channelMute: ChannelMute
  readonly stepUpApprovals: StepUpApprovals
  readonly withMembership: WithMembership
}

export const createInputContext = (dependencies: RunbookDependencies): InputContext => {
  const scheduler = createEffectScheduler(dependencies)
  const limiter = createInputLimiter(dependencies.clock.now, dependencies.limits)
  const permissions = createInputPermissions(dependencies)
  const stepUpApprovals = createStepUpApprovals(dependencies, scheduler)
  const responder = createResponder({ dependencies, scheduler, limiter, stepUpApprovals })
  const finder = createIncidentFinder(dependencies, scheduler, permissions)
  const commands = createIncidentCommands({ dependencies, responder, finder, permissions })
  return {
    dependencies,
    limiter,
    permissions,
    scheduler,
    responder,
    finder,
    commands,
    channelMute: createChannelMute(dependencies),
    stepUpApprovals,
    withMembership: createWithMembership(dependencies),
  }
}
