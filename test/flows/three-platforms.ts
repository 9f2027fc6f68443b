import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { createWebhookServer } from '../../src/chat/shared/webhook-server.ts'
import { createSlackChat, type SlackChat } from '../../src/chat/slack/index.ts'
import { createTeamsChat } from '../../src/chat/teams/index.ts'
import type { ChatInput, ChatPlatform, WebhookEndpoint } from '../../src/chat/types.ts'
import { createWebChat } from '../../src/chat/web/index.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { type SteppedClock, steppedClock } from '../../src/clock/running-clock.ts'
import { type Appmedic, composeAppmedic } from '../../src/compose.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Action, Incident } from '../../src/incident/incident.ts'
import type { JournalEntry } from '../../src/journal/types.ts'
import { parsePolicy } from '../../src/policy-file/index.ts'
import type { InputLimits } from '../../src/runbook/input-limits.ts'
import { people as onSlack, type Slack, startSlack } from '../chat/slack/slack.ts'
import { optionsFor as slackOptions, hurriedTime as slackTime } from '../chat/slack/world.ts'
import { startTeamsCloud, type TeamsCloud } from '../chat/teams/cloud.ts'
import { people as onTeams } from '../chat/teams/payloads.ts'
import { optionsFor as teamsOptions, hurriedTime as teamsTime } from '../chat/teams/world.ts'
import { createSlackSide, createTeamsSide, createWebSide, type Side, type SlackSide } from './platform-clients.ts'

/** One bot on the web, on Slack and in Teams at once, each reached over HTTP as in life. */
export interface ThreePlatforms {
  readonly web: Side
  readonly slack: SlackSide
  readonly teams: Side
  /** Where the platforms knock. */
  readonly door: string
  /** What was logged of errors and warnings. */
  readonly logged: readonly { readonly level: string; readonly message: string; readonly details: object }[]
  readonly clock: SteppedClock
  readonly simulator: Simulator
  readonly slackCloud: Slack
  readonly teamsCloud: TeamsCloud
  /** The policy as it stands from now on. */
  policy: Policy | undefined
  events(incident?: string): Promise<readonly IncidentEvent[]>
  incident(id?: string): Promise<Incident>
  /** The latest action. */
  action(incident?: string): Promise<Action>
  /** Refusals that were journaled while it was done, in order. */
  refusalsOf(work: () => Promise<unknown>): Promise<readonly string[]>
  settle(): Promise<void>
  pass(inMs: number): Promise<void>
  stop(): Promise<void>
}

export const minute = 60_000

/** Ada, Bram and Chloé may approve, two of them; Mallory is known and may nothing. */
const policyOf = (team: string, tenant: string): string => {
  const person = (key: 'ada' | 'bram' | 'chloe' | 'mallory', roles: string): string =>
    `${key}: { name: ${onSlack[key].name}, roles: [${roles}], slack: ${team}/${onSlack[key].id}, entra: ${tenant}/${onTeams[key].aadObjectId} }`
  return `
people:
  ${person('ada', 'lead')}
  ${person('bram', 'lead, duty')}
  ${person('chloe', 'lead')}
  ${person('mallory', '')}
rules:
  - { name: all, approvers: [lead], needed: 2, requesterCounts: false, expiresIn: 30m, maximumLease: 12h }
breakGlass: { roles: [duty], reviewers: [lead], reviewWithin: 24h }
`
}

export const startOnThreePlatforms = async ({
  limits,
}: {
  readonly limits?: InputLimits
} = {}): Promise<ThreePlatforms> => {
  const [timeOnSlack, timeOnTeams] = [slackTime(), teamsTime()]
  const slackCloud = await startSlack(timeOnSlack.now)
  const teamsCloud = await startTeamsCloud(timeOnTeams.now)
  const clock = steppedClock(Date.UTC(2026, 0, 15, 3, 0))
  const simulator = await startSimulator({ seed: 7, clock, faults: { 'contoso-web': 'cpu-saturation' } })
  const logged: { level: string; message: string; details: object }[] = []
  const log = (level: string) => (details: object, message: string) => void logged.push({ level, message, details })
  const underWay = new Set<Promise<void>>()
  const followed = (platform: ChatPlatform): ChatPlatform => ({
    ...platform,
    start: (accept) =>
      platform.start(async (input: ChatInput) => {
        const accepted = await accept(input)
        const tracked = accepted.handled.finally(() => underWay.delete(tracked))
        underWay.add(tracked)
        return accepted
      }),
  })
  let ids = 0
  const newId = (): string => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const state = {
    policy: parsePolicy(policyOf(slackCloud.team, teamsCloud.tenantId), 'policy.yaml', { practice: true }) as
      | Policy
      | undefined,
  }
  const made: {
    readonly web: { readonly url: string }
    readonly slack: SlackChat
    readonly doors: readonly WebhookEndpoint[]
  }[] = []
  const appmedic: Appmedic = await composeAppmedic({
    dataDir: ':memory:',
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    deadline: clock.deadline,
    policy: () => state.policy,
    language: 'en',
    ...(limits === undefined ? {} : { limits }),
    timeZone: 'UTC',
    practice: { speed: 1 },
    platforms: ({ expand, say, transcript, report, evidence, mayReadPlace }) => {
      const web = createWebChat({
        ...{ host: '127.0.0.1', port: 0, practice: true, expand, transcript, newId, examples: [] },
        people: ['ada', 'bram', 'chloe', 'mallory', 'nobody'].map((key) => ({ key, name: key, roles: [] })),
        painter: { paint: async () => new Uint8Array(1_000) },
        documents: { report, evidence },
        mayReadPlace,
        now: () => clock.now(),
        log: { warn: log('warn'), error: log('error') },
      })
      const slack = createSlackChat({ ...slackOptions(slackCloud, timeOnSlack, logged), expand, say })
      const teams = createTeamsChat({ ...teamsOptions(teamsCloud, timeOnTeams, logged), expand, say })
      made.push({ web, slack, doors: [...(slack.webhookEndpoints ?? []), ...(teams.webhookEndpoints ?? [])] })
      return [web, slack, teams].map(followed)
    },
    ids: { action: newId, correlation: newId },
    log: { info: () => undefined, error: log('error') },
  })
  await appmedic.start()
  const [built] = made
  if (built === undefined) throw new Error('nothing was built')
  const { web, slack, doors } = built
  const doorway = createWebhookServer({
    host: '127.0.0.1',
    port: 0,
    endpoints: doors,
    log: { error: log('error') },
  })
  const door = `http://127.0.0.1:${await doorway.start()}`

  const settle = async (): Promise<void> => {
    // A message is worked on after its answer.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    for (;;) {
      await slack.idle()
      if (underWay.size === 0) break
      await Promise.all(underWay)
    }
    await appmedic.runbook.idle()
    await slack.idle()
  }
  const entries: JournalEntry[] = []
  /** All that was journaled; only what is new is read again. */
  const journaled = async (): Promise<readonly JournalEntry[]> => {
    entries.push(...(await appmedic.journal.entries(entries.length, 10_000)))
    return entries
  }
  const events = async (id = 'INC-1') =>
    (await journaled()).filter(({ stream }) => stream === id).map(({ event }) => event)
  const incident = async (id = 'INC-1'): Promise<Incident> => {
    const found = foldEvents(await events(id))
    if (found === undefined) throw new Error(`there is no ${id}`)
    return found
  }

  return {
    web: createWebSide(web.url, settle),
    slack: createSlackSide(slackCloud, `${door}/slack/events`, settle),
    teams: createTeamsSide(teamsCloud, `${door}/api/messages`, settle),
    door,
    logged,
    clock,
    simulator,
    slackCloud,
    teamsCloud,
    get policy() {
      return state.policy
    },
    set policy(policy) {
      state.policy = policy
    },
    events,
    incident,
    action: async (id) => {
      const action = (await incident(id)).actions.at(-1)
      if (action === undefined) throw new Error('there is no action')
      return action
    },
    refusalsOf: async (work) => {
      const before = (await journaled()).length
      await work()
      await settle()
      const since = (await journaled()).slice(before)
      return since.flatMap(({ event }) => (event.type === 'Refused' ? [event.refusal.reason] : []))
    },
    settle,
    pass: async (inMs) => {
      await settle()
      const end = clock.now() + inMs
      for (let next = clock.next(); next !== undefined && next <= end; next = clock.next()) {
        clock.advanceTo(next)
        await settle()
      }
      clock.advanceTo(end)
      await settle()
    },
    stop: async () => {
      await doorway.stop()
      await appmedic.stop()
      await Promise.all([simulator.stop(), slackCloud.stop(), teamsCloud.stop()])
    },
  }
}
