import { type ChannelMute, createChannelMute } from './channel-mute.ts'
import { createEffectScheduler, type EffectScheduler } from './effect-scheduler.ts'
import { createIncidentCommands, type IncidentCommands } from './incident-commands.ts'
import { createIncidentFinder, type IncidentFinder } from './incident-finder.ts'
import { createResponder, type Responder } from './responder.ts'
import type { RunbookDependencies } from './types.ts'

/** What handles messages, clicks and alerts works with. */
export interface InputContext {
  readonly parts: RunbookDependencies
  readonly scheduler: EffectScheduler
  readonly responder: Responder
  readonly finder: IncidentFinder
  readonly commands: IncidentCommands
  readonly channelMute: ChannelMute
}

export const createInputContext = (parts: RunbookDependencies): InputContext => {
  const scheduler = createEffectScheduler(parts)
  const responder = createResponder(parts, scheduler)
  const finder = createIncidentFinder(parts, scheduler)
  const commands = createIncidentCommands({ parts, responder, finder })
  return { parts, scheduler, responder, finder, commands, channelMute: createChannelMute(parts) }
}
