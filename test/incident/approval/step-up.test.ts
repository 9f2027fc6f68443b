import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/incident/approval/policy.ts'
import type { StepUpProof } from '../../../src/incident/approval/step-up.ts'
import type { IncidentCommand } from '../../../src/incident/command.ts'
import { begin, minute, onSlack, person, place, planOf, policy, proposed, type Story, start } from '../story.ts'

const risky = { ...planOf(), risk: 'high' as const }
const strict: Policy = { ...policy, stepUp: { risks: ['high'], maxAgeInMs: 15 * minute, authenticationContext: 'c1' } }
const fresh: StepUpProof = { by: onSlack('U-BRAM'), authenticatedAt: start - minute, authenticationContext: 'c1' }

const approveWith = (stepUp?: StepUpProof): IncidentCommand => ({
  ...{ type: 'Approve', action: 'INC-1.a', by: person('bram'), place },
  ...(stepUp === undefined ? {} : { stepUp }),
})
const atProposal = (): Story => proposed(risky, person('ada'), { policy: strict })

describe('a step that takes a fresh sign-in', () => {
  it('is approved with one of the same person, whichever account it was made with', () => {
    const after = atProposal()
      .when(approveWith(fresh), { policy: strict })
      .gives('ApprovalGiven', 'ActionApproved')
      .when(begin(risky), { policy: strict, now: start + 14 * minute })
      .gives('MitigationStarted')

    expect(after.events).toContainEqual(expect.objectContaining({ type: 'ApprovalGiven', stepUp: fresh }))
  })

  it.each([
    ['without a sign-in', undefined],
    ['with the sign-in of somebody else', { ...fresh, by: onSlack('U-ADA') }],
    ['with the sign-in of a stranger', { ...fresh, by: onSlack('U-MALLORY') }],
    ['with one that is too old', { ...fresh, authenticatedAt: start - 15 * minute - 1 }],
    ['with one that met other demands', { ...fresh, authenticationContext: 'c2' }],
    ['with one that met no demands', { by: fresh.by, authenticatedAt: start }],
  ])('is not approved %s', (_, proof) => {
    atProposal().when(approveWith(proof), { policy: strict }).refuses('step-up')
  })

  it('takes none where its risk is not among those', () => {
    proposed({ ...planOf(), risk: 'medium' }, person('ada'), { policy: strict })
      .when(approveWith(), { policy: strict })
      .gives('ApprovalGiven', 'ActionApproved')
  })

  it('takes one where its risk is not known', () => {
    proposed(planOf(), person('ada'), { policy: strict }).when(approveWith(), { policy: strict }).refuses('step-up')
  })

  it('does not run on an approval that was given before the policy asked for it', () => {
    proposed(risky)
      .when(approveWith())
      .gives('ApprovalGiven', 'ActionApproved')
      .when(begin(risky), { policy: strict })
      .gives('ActionVoided')
  })
})
