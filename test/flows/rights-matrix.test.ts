import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatInput } from '../../src/chat/types.ts'
import { createFakeChat, type FakeChat } from '../../src/cli/drill/fake-chat.ts'
import type { Policy, PolicyPerson, Right } from '../../src/incident/approval/policy.ts'
import { rights } from '../../src/incident/approval/policy.ts'
import { type ChatPlace, writtenChannelOf } from '../../src/incident/chat-place.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import type { Membership, Person } from '../../src/incident/person.ts'
import type { JournalEntry } from '../../src/journal/types.ts'
import { createFlow, type Flow, minute } from './flow.ts'

/**
 * Who may what, where: six kinds of people, six rights, three surfaces, the incident's own channel and another one.
 * Judged by what came of it: events of the journal, cards and answers, writes to Azure, and what the person was told.
 */
const kinds = ['lead', 'helper', 'member', 'guest', 'foreign', 'unsaid'] as const
type Kind = (typeof kinds)[number]
const surfaces = ['slack', 'teams', 'web'] as const
type Surface = (typeof surfaces)[number]
const channels = ['own', 'other'] as const
type Channel = (typeof channels)[number]

/** What the policy below gives, in the incident's own channel of each surface; in the other one it gives nothing. */
const planned: Readonly<Record<Kind, readonly Right[]>> = {
  lead: ['read', 'ask', 'approve', 'collect', 'close', 'mute'],
  helper: ['read', 'ask', 'collect'],
  member: ['read', 'ask'],
  guest: ['read'],
  foreign: [],
  // The platform did not say who they are: a member where it is about reading, a guest for all else.
  unsaid: ['read'],
}

const isPlanned = (kind: Kind, right: Right, channel: Channel): boolean =>
  channel === 'own' && planned[kind].includes(right)

const tenants: Readonly<Record<Surface, string>> = { slack: 'T1', teams: 'tenant-1', web: 'local' }

const placeOf = (surface: Surface, channel: Channel): ChatPlace => ({
  platform: surface,
  tenant: tenants[surface],
  channel: channel === 'own' ? 'incidents' : 'elsewhere',
})

const personOf = (kind: Kind | 'owner', surface: Surface): Person => ({
  platform: surface,
  tenant: kind === 'foreign' ? 'somewhere-else' : tenants[surface],
  id: `${kind}-${surface}`,
  name: `${kind} on ${surface}`,
  ...membershipOf(kind),
})

const membershipOf = (kind: Kind | 'owner'): { readonly membership?: Membership } =>
  kind === 'member' || kind === 'guest' || kind === 'foreign' ? { membership: kind } : {}

/** Somebody else on each surface, so that each may give an approval of their own. */
const named = (kind: 'lead' | 'helper' | 'owner'): readonly (readonly [string, PolicyPerson])[] =>
  surfaces.map((surface) => [
    `${kind}-${surface}`,
    { name: kind, roles: [kind], identities: { [surface]: `${tenants[surface]}/${kind}-${surface}` } },
  ])

const own = surfaces.map((surface) => writtenChannelOf(placeOf(surface, 'own')))

const policy: Policy = {
  people: Object.fromEntries([...named('lead'), ...named('helper'), ...named('owner')]),
  permissions: [
    { roles: ['owner'], may: rights },
    { roles: ['lead'], may: planned.lead, apps: ['contoso-*'], channels: own },
    { roles: ['helper'], may: planned.helper, apps: ['contoso-*'], channels: own },
    { anyone: ['member'], may: planned.member, apps: ['contoso-*'], channels: own },
    { anyone: ['guest'], may: planned.guest, apps: ['contoso-*'], channels: own },
  ],
  rules: [
    {
      name: 'never enough',
      // The helper could approve by the rule, and may not by the grants.
      approvers: ['lead', 'helper', 'owner'],
      needed: 5,
      requesterCounts: false,
      expiresInMs: 7 * 24 * 60 * minute,
      coolDownInMs: 0,
    },
  ],
  freezes: [],
}

const byWhom = (event: IncidentEvent): Person | undefined => {
  if (!('by' in event) || typeof event.by !== 'object') return undefined
  if ('kind' in event.by) return event.by.kind === 'person' ? event.by.person : undefined
  return event.by
}

let flow: Flow
let chats: ReadonlyMap<string, FakeChat>
let count = 0

/** What somebody does, and by which event it shows that it was done. */
interface Attempt {
  readonly says?: string
  readonly clicks?: { readonly verb: string; readonly token: string }
  readonly done: (event: IncidentEvent) => boolean
}

const app = 'contoso-web'
const incidentOf = async (id: string): Promise<Incident> => {
  const found = foldEvents((await flow.appmedic.journal.read(id)).map(({ event }) => event))
  if (found === undefined) throw new Error(`there is no ${id}`)
  return found
}

const openIncident = async (): Promise<Incident> => {
  for (const id of await flow.appmedic.journal.openStreams()) {
    const incident = await incidentOf(id)
    if (incident.closed === undefined) return incident
  }
  throw new Error('no incident is open')
}

const sends = async (person: Person, place: ChatPlace, { says, clicks }: Omit<Attempt, 'done'>): Promise<void> => {
  count += 1
  const sent = { id: `cell-${count}`, place, person }
  const input: ChatInput =
    says === undefined
      ? { kind: 'click', ...sent, verb: clicks?.verb ?? '', token: clicks?.token ?? '', values: {} }
      : { kind: 'message', ...sent, text: says, addressed: true }
  await flow.appmedic.runbook.handle(input)
  await flow.settle()
}

/** An incident that lives in the own channel of every surface, nothing being collected, a step waiting. */
const prepare = async (): Promise<Incident> => {
  const owner = personOf('owner', 'web')
  const place = placeOf('web', 'own')
  if ((await openIncident().catch(() => undefined)) === undefined) {
    await sends(owner, place, { says: `scale ${app} to 5 instances` })
    const { id } = await openIncident()
    for (const surface of ['slack', 'teams'] as const)
      await sends(personOf('owner', surface), placeOf(surface, 'own'), { says: id })
  }
  for (const surface of surfaces)
    await sends(personOf('owner', surface), placeOf(surface, 'own'), { says: 'you may speak again' })
  const incident = await openIncident()
  const { status, why } = incident.actions.at(-1) ?? {}
  expect({ status, why }).toEqual({ status: 'proposed', why: undefined })
  expect([...new Set(incident.places.map(({ platform }) => platform))].toSorted()).toEqual([...surfaces])
  return incident
}

const attemptOf = (right: Right, incident: Incident): Attempt => {
  const { id, actions } = incident
  switch (right) {
    case 'read':
      return { says: `why ${id}`, done: (event) => event.type === 'Answered' && event.how === 'why' }
    case 'ask':
      return { says: `${app} is down`, done: ({ type }) => type === 'IncidentOpened' || type === 'IncidentJoined' }
    case 'approve':
      return {
        clicks: { verb: 'approve', token: actions.at(-1)?.id ?? '' },
        done: ({ type }) => type === 'ApprovalGiven',
      }
    case 'collect':
      return {
        clicks: { verb: 'collect', token: `${id}/1/analyses` },
        done: ({ type }) => type === 'CollectionStarted',
      }
    case 'close':
      return { says: `close ${id} anyway`, done: ({ type }) => type === 'IncidentClosed' }
    case 'mute':
      return { says: 'be quiet here', done: ({ type }) => type === 'ChannelMuted' }
    default:
      return right satisfies never
  }
}

interface Effects {
  readonly done: boolean
  /** Everything of theirs in the journal beside refusals. */
  readonly events: readonly IncidentEvent['type'][]
  readonly refusals: readonly string[]
  readonly told: readonly string[]
  /** Messages that stand in channels and did not before. */
  readonly posted: number
  readonly writes: number
}

let lastSeq = 0
/** What was journaled since it was last asked. */
const journaledSince = async (): Promise<readonly JournalEntry[]> => {
  const entries = await flow.appmedic.journal.entries(lastSeq, 1_000_000)
  lastSeq = entries.at(-1)?.seq ?? lastSeq
  return entries
}
const whispers = (surface: Surface): readonly string[] => chats.get(surface)?.whispers ?? []
const posts = (): number => [...chats.values()].reduce((sum, { shown }) => sum + shown.size, 0)

const effectsOf = async (kind: Kind, surface: Surface, channel: Channel, attempt: Attempt): Promise<Effects> => {
  const person = personOf(kind, surface)
  await journaledSince()
  const before = { told: whispers(surface).length, posted: posts() }
  await sends(person, placeOf(surface, channel), attempt)
  const since = (await journaledSince()).map(({ event }) => event)
  const theirs = since.filter((event) => byWhom(event)?.id === person.id)
  return {
    done: theirs.some(attempt.done),
    events: theirs.map(({ type }) => type),
    refusals: since.flatMap((event) => (event.type === 'Refused' ? [event.refusal.reason] : [])),
    told: whispers(surface).slice(before.told),
    posted: posts() - before.posted,
    writes: flow.simulator.writes().length,
  }
}

beforeAll(async () => {
  const made: FakeChat[] = []
  flow = await createFlow({
    policy,
    more: (expand) => {
      made.push(createFakeChat(expand, placeOf('slack', 'own')), createFakeChat(expand, placeOf('teams', 'own')))
      return made
    },
  })
  chats = new Map([flow.chat, ...made].map((chat) => [chat.name, chat]))
}, 120_000)

afterAll(async () => {
  expect(flow.simulator.writes()).toEqual([])
  expect(flow.troubles).toEqual([])
  await flow.stop()
})

/** Each kind and right on one of the surfaces, by turns; on all with `APPMEDIC_ALL_RIGHTS=1`. */
const isTried = (surface: Surface, channel: Channel, kind: Kind, right: Right): boolean => {
  const turn = kinds.indexOf(kind) + rights.indexOf(right) + channels.indexOf(channel)
  return process.env.APPMEDIC_ALL_RIGHTS === '1' || surfaces[turn % surfaces.length] === surface
}

describe.each(surfaces)('on %s', (surface) => {
  describe.each(channels)('in the %s channel', (channel) => {
    describe.each(kinds)('%s', (kind) => {
      it.each(rights.filter((right) => isTried(surface, channel, kind, right)))(
        'may %s where the policy gives it, and nothing else',
        { timeout: 120_000 },
        async (right) => {
          const incident = await prepare()
          flow.clock.advanceTo(flow.clock.now() + minute)

          const effects = await effectsOf(kind, surface, channel, attemptOf(right, incident))

          expect(effects.writes).toBe(0)
          if (isPlanned(kind, right, channel)) {
            expect(effects).toMatchObject({ done: true, refusals: [] })
            return
          }
          expect(effects).toMatchObject({ done: false, events: [], posted: 0 })
          // Told so, once, and nothing of the incident with it.
          expect(effects.refusals).toHaveLength(1)
          expect(effects.told).toHaveLength(1)
          expect(effects.told.join()).not.toContain(app)
          expect(effects.told.join()).not.toContain(incident.id)
        },
      )
    })
  })
})
