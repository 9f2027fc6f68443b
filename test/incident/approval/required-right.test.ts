import { describe, expect, it } from 'vitest'
import type { Policy, Right } from '../../../src/incident/approval/policy.ts'
import type { CommandOf, IncidentCommand } from '../../../src/incident/command.ts'
import type { Membership, Person } from '../../../src/incident/person.ts'
import {
  app,
  approve,
  begin,
  minute,
  onSlack,
  person,
  place,
  planOf,
  policy,
  proposed,
  reported,
  type Story,
  start,
} from '../story.ts'

const looking = { probes: ['app-state'], window: { from: start - 60 * minute, to: start } }
const asked = (by: Person, action = 'INC-1.z'): IncidentCommand => ({
  type: 'RequestStep',
  action,
  request: { step: 'restart', args: {} },
  by: { kind: 'person', person: by, place },
})

const closed = () => reported().when({ type: 'Close', by: person('ada'), place })

/** What somebody may want of an incident without being one of its approvers, and the right that it takes. */
const wishes: Readonly<Record<string, readonly [Right, (by: Person) => IncidentCommand, (() => Story)?]>> = {
  'name it elsewhere': ['read', (by) => ({ type: 'Join', by, place, text: 'INC-1' })],
  'report the same': ['ask', (by) => ({ type: 'Join', by, place, text: 'it is down', looking })],
  take: ['ask', (by) => ({ type: 'Take', owner: by, by, place })],
  'look again': ['ask', (by) => ({ type: 'Observe', by, place, looking })],
  'ask for a step': ['ask', (by) => asked(by)],
  'collect evidence': ['collect', (by) => ({ type: 'Collect', collectors: ['logs'], by, place })],
  'have the text for support': ['collect', (by) => ({ type: 'RequestSupportText', by, place })],
  close: ['close', (by) => ({ type: 'Close', by, place })],
  reopen: ['ask', (by) => ({ type: 'Reopen', by, place }), closed],
  'call it a mistake': ['close', (by) => ({ type: 'Close', outcome: 'abandoned', by, place })],
}

const granting = (permissions: Policy['permissions']): Policy => ({ ...policy, ...(permissions && { permissions }) })
const member = (membership?: Membership): Person => ({ ...onSlack('U-EVA'), ...(membership && { membership }) })
const everything: Policy['permissions'] = [
  { roles: ['lead', 'oncall'], may: ['read', 'ask', 'approve', 'collect', 'close', 'mute'] },
]

describe.each(Object.entries(wishes))('to %s', (_, [right, wish, given = reported]) => {
  const tried = (by: Person, permissions: Policy['permissions']) =>
    given().when(wish(by), { policy: granting(permissions) })
  const isDone = (by: Person, permissions: Policy['permissions']): boolean =>
    tried(by, permissions).events.at(-1)?.type !== 'Refused'

  it('takes its right, and no other is enough', () => {
    const others = (['read', 'ask', 'collect', 'close', 'mute'] as const).filter((other) => other !== right)

    expect(isDone(member('member'), [{ anyone: ['member'], may: [right] }])).toBe(true)
    expect(isDone(member('member'), [{ anyone: ['member'], may: others }])).toBe(false)
    expect(isDone(person('dirk'), [{ roles: ['oncall'], may: [right] }])).toBe(true)
    expect(isDone(person('dirk'), [{ roles: ['lead'], may: [right] }])).toBe(false)
  })

  it('is refused to a guest, a partner and a stranger, with the identity to put into the policy', () => {
    for (const who of [member('guest'), member('foreign')]) {
      const after = tried(who, [{ anyone: ['member'], may: [right] }]).refuses('not-permitted')

      expect(after.events.at(-1)).toMatchObject({ refusal: { args: { identity: 'T1/U-EVA' } } })
    }
    tried(member(), undefined).refuses('not-permitted')
    given()
      .when(wish(person('ada')), { policy: undefined })
      .refuses('no-policy')
  })

  it('is refused for another app, in another environment and from another channel than granted', () => {
    const grant = { anyone: ['member' as const], may: [right] }

    expect(isDone(member('member'), [{ ...grant, apps: ['contoso-*'], environments: ['Production'] }])).toBe(true)
    expect(isDone(member('member'), [{ ...grant, channels: ['web:local/incidents'] }])).toBe(true)
    tried(member('member'), [{ ...grant, apps: ['fabrikam-*'] }]).refuses('not-permitted')
    tried(member('member'), [{ ...grant, environments: ['test'] }]).refuses('not-permitted')
    tried(member('member'), [{ ...grant, channels: ['web:local/other'] }]).refuses('not-permitted')
  })
})

it('chooses an app only where the right to ask is given for that one', () => {
  const choose: IncidentCommand = { type: 'ChooseApp', by: member('member'), place, app: app.id, looking }
  const unclear = reported({ app: { query: 'web', candidates: [app] } })

  unclear
    .when(choose, { policy: granting([{ anyone: ['member'], may: ['ask'], apps: ['other-*'] }]) })
    .refuses('not-permitted')
    .when(choose, { policy: granting([{ anyone: ['member'], may: ['ask'], apps: ['contoso-*'] }]) })
    .gives('AppChosen', 'ObservationStarted')
})

it('leaves alone what the bot itself, an alert or a lease wants', () => {
  const nobody = { policy: undefined }
  const alert = { platform: 'azure', tenant: 'monitor', id: 'alerts', name: 'Azure Monitor' }

  reported()
    .when({ type: 'Join', by: alert, place, text: 'fired', looking, fromAlert: true }, nobody)
    .gives('IncidentJoined')
    .when({ type: 'Collect', collectors: ['logs'] }, nobody)
    .gives('CollectionStarted')
})

describe('a right that was taken away', () => {
  const atProposal = () => proposed(planOf(3, 'scale-out'), person('ada'), { policy: granting(everything) })
  const without = (...roles: readonly string[]) =>
    granting([
      { roles, may: ['approve'] },
      { roles: ['oncall', 'lead'], may: ['read', 'ask'] },
    ])

  it('to ask: the step is not proposed, not approved, not run', () => {
    const noAsking = granting([{ roles: ['lead'], may: ['approve'] }])

    reported()
      .when(asked(person('ada'), 'INC-1.a'))
      .when({ type: 'Propose', action: 'INC-1.a', planned: { plan: planOf() } }, { policy: noAsking })
      .gives('StepImpossible')
    proposed()
      .when(approve(person('bram')), { policy: noAsking })
      .refuses('requester')
    proposed()
      .when(approve(person('bram')))
      .when(begin(), { policy: noAsking })
      .gives('ActionVoided')
  })

  it('to approve: a yes given before does not count, when the next is given and when it runs', () => {
    const halfway = atProposal().when(approve(person('bram')), { policy: granting(everything) })
    const onlyAda = {
      ...without('lead'),
      people: { ...policy.people, bram: { ...policy.people.bram, roles: ['oncall'] } },
    }

    halfway.when(approve(person('chloe')), { policy: onlyAda as Policy }).gives('ApprovalGiven')
    halfway
      .when(approve(person('chloe')), { policy: granting(everything) })
      .gives('ApprovalGiven', 'ActionApproved')
      .when(begin(planOf(3, 'scale-out')), { policy: without('oncall') })
      .gives('ActionVoided')
  })

  it('to approve is never had by anyone, whatever the grant says', () => {
    const careless = granting([
      { anyone: ['member', 'guest', 'foreign'], may: ['approve', 'ask'] },
      { roles: ['lead'], may: ['approve', 'ask'] },
    ])

    proposed(planOf(), person('ada'), { policy: careless })
      .when(approve(member('member')), { policy: careless })
      .refuses('not-permitted')
  })
})

it('a step that came with the report and may not be asked for is told on its card, once', () => {
  const nothing = granting([{ roles: ['nobody'], may: ['read'] }])
  const wanted = { step: 'restart', args: {} }

  reported({ wanted })
    .when(asked(person('ada'), 'INC-1.a'), { policy: nothing })
    .gives('StepRequested')
    .when({ type: 'Propose', action: 'INC-1.a', planned: { plan: planOf() } }, { policy: nothing })
    .gives('StepImpossible')
    .when(asked(person('ada'), 'INC-1.b'), { policy: nothing })
    .refuses('not-permitted')
})

it('who collects says where: without a place no right could be judged', () => {
  // @ts-expect-error A person without a place is no command.
  const nowhere: CommandOf<'Collect'> = { type: 'Collect', collectors: ['event-log'], by: person('ada') }
  const byTheBot: CommandOf<'Collect'> = { type: 'Collect', collectors: ['event-log'] }

  expect([nowhere.place, byTheBot.by]).toEqual([undefined, undefined])
})
