import { describe, expect, it } from 'vitest'
import type { PermissionGrant, Policy } from '../../../src/incident/approval/policy.ts'
import type { ChatPlace } from '../../../src/incident/chat-place.ts'
import { decide } from '../../../src/incident/decide/index.ts'
import { foldEvents } from '../../../src/incident/evolve.ts'
import { pendingEffects } from '../../../src/incident/pending-effects.ts'
import { approve, begin, elsewhere, minute, person, place, planOf, policy, proposed, start, steps } from '../story.ts'

const everybody: PermissionGrant = { anyone: ['member'], roles: ['lead', 'oncall'], may: ['read', 'ask', 'close'] }
const written = ({ platform, tenant, channel }: ChatPlace): string => `${platform}:${tenant}/${channel}`

/** Leads may approve in these channels only. */
const approvalIn = (...channels: readonly ChatPlace[]): Policy => ({
  ...policy,
  permissions: [
    everybody,
    ...(channels.length === 0 ? [] : [{ roles: ['lead'], may: ['approve'] as const, channels: channels.map(written) }]),
  ],
  breakGlass: { roles: ['lead'], reviewers: ['oncall'], reviewWithinInMs: 60 * minute },
})
const plan = { ...planOf(), destroysEvidence: false }

/** Reported in one channel, and brought to another. */
const brought = (rules: Policy) =>
  proposed(plan, person('ada'), { policy: rules }).when(
    { type: 'Join', by: person('bram'), place: elsewhere, text: 'INC-1' },
    { policy: rules },
  )
const breaks = (at: ChatPlace) =>
  ({ type: 'BreakGlass', action: 'INC-1.a', by: person('bram'), place: at, reason: 'nobody answers' }) as const

describe('a right to approve in one channel', () => {
  const here = approvalIn(place)

  it('is none in another to which the incident was brought', () => {
    brought(here)
      .when(approve(person('bram'), elsewhere), { policy: here })
      .refuses('not-permitted')
    brought(here).when(breaks(elsewhere), { policy: here }).refuses('not-permitted')
    brought(here)
      .when(approve(person('bram'), place), { policy: here })
      .gives('ApprovalGiven', 'ActionApproved')
      .when(begin(plan), { policy: here })
      .gives('MitigationStarted')
  })

  it.each([
    ['an approval', approve(person('bram'), elsewhere), 'ApprovalGiven'],
    ['a broken glass', breaks(elsewhere), 'GlassBroken'],
  ] as const)('%s counts no longer once the channel it was given in has lost the right', (_, wish, given) => {
    const both = approvalIn(place, elsewhere)

    const approved = brought(both).when(wish, { policy: both }).gives(given, 'ActionApproved')

    approved.when(begin(plan), { policy: both }).gives('MitigationStarted')
    approved.when(begin(plan), { policy: here }).gives('ActionVoided')
    expect(pendingEffects(approved.incident).map(({ effect }) => effect.kind)).toContain('run')
  })

  it('an approval of a former version, which says no place, counts while some channel has the right', () => {
    const { events } = brought(here).when(approve(person('bram'), place), { policy: here })
    const former = foldEvents(
      events.map((event) => {
        if (event.type !== 'ApprovalGiven') return event
        const { place: _, ...rest } = event
        return rest
      }),
    )
    const begins = (rules: Policy) =>
      decide(begin(plan), former, { now: start, policy: rules, steps }).map(({ type }) => type)

    expect(begins(here)).toEqual(['MitigationStarted'])
    expect(begins(approvalIn())).toEqual(['ActionVoided'])
  })
})
