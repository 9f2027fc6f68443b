import type { ChatInput } from '../chat/types.ts'
import { personKeyOf } from '../incident/approval/policy.ts'
import type { RunbookDependencies } from './types.ts'

/** The input with who its sender is, as the platform says. Whom the policy names needs no asking. */
export type WithMembership = <Input extends ChatInput>(input: Input) => Promise<Input>

export const createWithMembership =
  ({ policy, platforms }: Pick<RunbookDependencies, 'policy' | 'platforms'>): WithMembership =>
  async (input) => {
    const { person, place } = input
    const holds = policy()
    if (person.membership !== undefined || holds === undefined || personKeyOf(holds, person) !== undefined) return input
    const platform = platforms.find(({ name }) => name === place.platform)
    const membership = await platform?.membershipOf?.(person, place)
    return membership === undefined ? input : { ...input, person: { ...person, membership } }
  }
