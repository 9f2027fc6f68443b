import type { ChatInput } from '../chat/types.ts'
import { channelOf, placeKey } from '../incident/chat-place.ts'
import type { IncidentCommand } from '../incident/command.ts'
import type { InputLimiter } from './input-limits.ts'

export const personOf = ({ person: { platform, tenant, id } }: ChatInput): string => [platform, tenant, id].join('\n')

/**
 * What remains of a command when as much was asked for as may be: itself, itself without a fresh look, or nothing.
 * Azure Monitor is no person, and its storms are dealt with where alerts are.
 */
export const limitCommand = (
  command: IncidentCommand,
  { input, incident }: { readonly input: ChatInput; readonly incident: string },
  limiter: InputLimiter,
): IncidentCommand | undefined => {
  const person = personOf(input)
  if (input.person.platform === 'azure') return command
  const mayLook = (): boolean => limiter.take('looksByPerson', person) && limiter.take('looksAtApp', incident)
  switch (command.type) {
    case 'Report': {
      const channel = placeKey(channelOf(input.place))
      return limiter.take('openedByPerson', person) && limiter.take('openedInChannel', channel) ? command : undefined
    }
    case 'RequestStep':
      return limiter.take('proposalsByPerson', person) && limiter.take('proposalsForApp', incident)
        ? command
        : undefined
    case 'Observe':
      return mayLook() ? command : undefined
    case 'Reopen':
    case 'Join': {
      const { looking, ...rest } = command
      return looking === undefined || mayLook() ? command : rest
    }
    default:
      return command
  }
}
