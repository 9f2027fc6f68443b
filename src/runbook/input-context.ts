import { type ChannelMute, createChannelMute } from './channel-mute.ts'
import { type Choices, createChoices } from './choices.ts'
import { createEffectScheduler, type EffectScheduler } from './effect-scheduler.ts'
import { createFileLinks, type FileLinks } from './file-links.ts'
import { createFollowUps, type FollowUps } from './follow-up.ts'
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
  readonly followUps: FollowUps
  readonly commands: IncidentCommands
  /** Questions back to people, with buttons. */
  readonly choices: Choices
  readonly channelMute: ChannelMute
  readonly stepUpApprovals: StepUpApprovals
  readonly fileLinks: FileLinks
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
    followUps: createFollowUps(dependencies),
    commands,
    choices: createChoices(dependencies, responder),
    channelMute: createChannelMute(dependencies),
    stepUpApprovals,
    fileLinks: createFileLinks(dependencies, { scheduler, responder }),
    withMembership: createWithMembership(dependencies),
  }
}
