import { randomUUID } from 'node:crypto'
import { startSimulator } from '../../simulator/index.ts'
import { createWebhookServer } from '../../src/chat/shared/webhook-server.ts'
import { createFakeChat } from '../../src/cli/drill/fake-chat.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { approvalLinksOf, createSignInPages } from '../../src/cli/sign-in-pages.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import { composeAppmedic } from '../../src/compose.ts'
import type { ComposedDependencies } from '../../src/composition/platform-dependencies.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import type { CardView } from '../../src/views/types.ts'
import { clientId, clientSecret, type EntraUser, startEntraStandIn, tenantId } from '../sign-in/entra-stand-in.ts'
import { createHttpBrowser } from '../sign-in/http-browser.ts'

export const bram: EntraUser = { oid: 'aaaaaaaa-0000-0000-0000-00000000000b', name: 'Bram Jansen' }
export const chloe: EntraUser = { oid: 'aaaaaaaa-0000-0000-0000-00000000000c', name: 'Chloé Martin' }

const example = readPolicyFile(examplePolicyPath, { practice: true })
const withEntra = (key: string, { oid }: EntraUser) => {
  const person = example.people[key]
  if (person === undefined) throw new Error(`the example policy has no ${key}`)
  return { [key]: { ...person, identities: { ...person.identities, teams: `${tenantId}/${oid}` } } }
}

export const strictPolicy: Policy = {
  ...example,
  people: { ...example.people, ...withEntra('bram', bram), ...withEntra('chloe', chloe) },
  stepUp: { risks: ['low', 'medium', 'high'], maxAgeInMs: 15 * 60_000, authenticationContext: 'c1' },
}

export interface ApprovalWorldOptions {
  /** Where browsers reach it; over HTTPS where absent, with `createHttpBrowser` in place of what ends it. */
  readonly publicUrl?: string
  readonly port?: number
  readonly signIn?: false
}

/** A whole bot on the simulator, its pages on a server, and somebody else's identity provider. */
export const startApprovalWorld = async (options: ApprovalWorldOptions = {}) => {
  const publicUrl = options.publicUrl ?? 'https://appmedic.test'
  const entra = await startEntraStandIn(`${publicUrl}/sign-in/callback`)
  const config = options.signIn === false ? {} : { signIn: { publicUrl, tenantId, clientId, clientSecret } }
  const clock = steppedClock(Date.UTC(2026, 0, 15, 3, 0))
  const simulator = await startSimulator({ seed: 7, clock, faults: { 'contoso-web': 'cpu-saturation' } })
  const troubles: object[] = []
  const log = { info: () => undefined, error: (facts: object) => void troubles.push(facts) }
  const world = { policy: strictPolicy, now: Date.now() }
  const whispers: CardView[] = []
  let composed: ComposedDependencies | undefined
  let chat: ReturnType<typeof createFakeChat> | undefined
  const appmedic = await composeAppmedic({
    dataDir: ':memory:',
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    policy: () => world.policy,
    language: 'en',
    timeZone: 'UTC',
    practice: { speed: 1 },
    platforms: (given) => {
      composed = given
      chat = createFakeChat(given.expand)
      const { whisper } = chat
      return [
        {
          ...chat,
          whisper: async (place, person, view) => {
            given.expand(view, {})
            whispers.push(view)
            await whisper(place, person, view)
          },
        },
      ]
    },
    ...approvalLinksOf(config),
    ids: { action: () => randomUUID(), correlation: randomUUID },
    deadline: clock.deadline,
    log,
  })
  await appmedic.start()
  if (composed === undefined || chat === undefined) throw new Error('nothing was composed')
  const talk = chat
  const pages = createSignInPages({ ...config, language: 'en' }, composed, log, {
    issuer: entra.issuer,
    now: () => world.now,
  })
  const server = createWebhookServer({ host: '127.0.0.1', port: options.port ?? 0, ...pages, log })
  const port = await server.start()

  const lastLink = (): string | undefined => {
    const { links } = (whispers.at(-1)?.data ?? {}) as { readonly links?: readonly { readonly url: string }[] }
    return links?.[0]?.url
  }

  return {
    ...{ entra, clock, simulator, chat: talk, whispers, world, troubles, publicUrl },
    local: `http://127.0.0.1:${port}`,
    newBrowser: () => createHttpBrowser({ [publicUrl]: () => `http://127.0.0.1:${port}` }),
    lastLink,
    events: async (): Promise<readonly IncidentEvent[]> =>
      (await appmedic.journal.read('INC-1')).map(({ event }) => event),
    settle: () => appmedic.runbook.idle(),
    /** Ada asks for a step that changes something; its action. */
    proposed: async (): Promise<string> => {
      await talk.says('ada', 'scale contoso-web to 5 instances')
      await appmedic.runbook.idle()
      const events = (await appmedic.journal.read('INC-1')).map(({ event }) => event)
      const proposal = events.find((event) => event.type === 'ActionProposed')
      if (proposal === undefined) throw new Error('nothing was proposed')
      return proposal.action
    },
    /** The address that somebody gets who presses Approve. */
    pressesApprove: async (who: string, action: string): Promise<string> => {
      await talk.clicks(who, 'approve', action)
      await appmedic.runbook.idle()
      return lastLink() ?? ''
    },
    stop: async () => {
      await server.stop()
      await appmedic.stop()
      await simulator.stop()
      await entra.stop()
    },
  }
}

export type ApprovalWorld = Awaited<ReturnType<typeof startApprovalWorld>>
