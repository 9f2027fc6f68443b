import type { CloudAdapter, TurnContext } from 'botbuilder'
import type { DoorAnswer } from '../types.ts'
import type { Activity } from './activity.ts'
import { createAuthentication } from './authentication.ts'
import { createCarrier } from './carrier.ts'
import type { Endpoints } from './endpoints.ts'
import type { TeamsConfig } from './options.ts'
import { exchange } from './shim.ts'
import { createSignIn, credentialsFor, type SignIn } from './sign-in.ts'

/** Everything of the SDK that is used, in words of our own. */
export interface Connection {
  /** Runs a turn for what the guard let through; `turn` gives what an invoke is answered with. */
  receive(raw: Record<string, unknown>, turn: () => Promise<InvokeAnswer | undefined>): Promise<DoorAnswer>
  /** Resolves with the new message's id. */
  send(to: Destination, message: OutgoingMessage): Promise<string>
  edit(to: Destination, id: string, message: OutgoingMessage): Promise<void>
  readonly signIn: SignIn
}

export interface InvokeAnswer {
  readonly status: number
  readonly body?: object
}

export interface Destination {
  readonly serviceUrl: string
  /** With `;messageid=` for a thread. */
  readonly conversation: string
  readonly tenant: string
  readonly bot: string
}

/** A message as Teams takes it. */
export type OutgoingMessage = Readonly<Record<string, unknown>> & { readonly type: 'message' }

/** The part of the SDK's connector client that is used; it exports no name for it. */
interface Connector {
  readonly conversations: {
    sendToConversation(conversation: string, activity: object): Promise<{ readonly id?: string }>
    updateActivity(conversation: string, id: string, activity: object): Promise<unknown>
  }
}

export interface ConnectionOptions {
  readonly config: TeamsConfig
  readonly endpoints: Endpoints
  readonly now: () => number
  readonly stopped: AbortSignal
}

/** Loads the SDK, which takes half a second: only where Teams is configured. */
export const connect = async ({ config, endpoints, now, stopped }: ConnectionOptions): Promise<Connection> => {
  const [sdk, makeCredential] = await Promise.all([import('botbuilder'), credentialsFor(config, endpoints)])
  const signIn = createSignIn(makeCredential, endpoints.scope, now)
  const authentication = createAuthentication(sdk, { config, endpoints, signIn, carrier: createCarrier(stopped) })
  const adapter = new sdk.CloudAdapter(authentication.forAdapter)

  return {
    signIn,
    receive: (raw, turn) => {
      authentication.vouchFor(raw)
      return exchange(raw, (request, response) => adapter.process(request, response, turnOf(turn)))
    },
    send: async (to, message) => {
      const sent = await through(adapter, config.appId, to, ({ conversations }) =>
        conversations.sendToConversation(to.conversation, message),
      )
      if (typeof sent?.id !== 'string' || sent.id === '') throw new Error('Teams gave the new message no id.')
      return sent.id
    },
    edit: async (to, id, message) => {
      await through(adapter, config.appId, to, ({ conversations }) =>
        conversations.updateActivity(to.conversation, id, { ...message, id }),
      )
    },
  }
}

const turnOf =
  (turn: () => Promise<InvokeAnswer | undefined>) =>
  async (context: TurnContext): Promise<void> => {
    const answer = await turn()
    if (answer !== undefined) await context.sendActivity({ type: 'invokeResponse', value: answer })
  }

/** A turn that we begin ourselves; botbuilder hands out its authorised client only inside one. */
const through = async <T>(
  adapter: CloudAdapter,
  appId: string,
  to: Destination,
  use: (connector: Connector) => Promise<T>,
): Promise<T | undefined> => {
  let result: T | undefined
  await adapter.continueConversationAsync(appId, referenceOf(to), async (context) => {
    const connector = context.turnState.get<Connector>(adapter.ConnectorClientKey)
    if (connector === undefined) throw new Error('botbuilder gave no connector client.')
    result = await use(connector)
  })
  return result
}

const referenceOf = ({ serviceUrl, conversation, tenant, bot }: Destination) => ({
  channelId: 'msteams',
  serviceUrl,
  bot: { id: bot, name: 'Appmedic' },
  conversation: { id: conversation, tenantId: tenant, isGroup: true, conversationType: 'channel', name: '' },
})

export const destinationOf = ({ serviceUrl, conversation, recipient }: Activity, tenant: string): Destination => ({
  serviceUrl,
  conversation: conversation.id,
  tenant,
  bot: recipient.id,
})
