import type { CloudAdapter, TurnContext } from 'botbuilder'
import type { WebhookResponse } from '../types.ts'
import type { TeamsActivity } from './activity-schema.ts'
import { createBotAuthentication } from './bot-authentication.ts'
import { type BotTokenSource, createBotTokenSource, credentialFactoryFor } from './bot-token-source.ts'
import type { TeamsEndpoints } from './cloud-endpoints.ts'
import { createConnectorHttpClient } from './connector-http-client.ts'
import type { TeamsAppConfig } from './options.ts'
import { runAdapter } from './run-adapter.ts'

/** Everything of the SDK that is used, in words of our own. */
export interface TeamsConnection {
  /** Runs a turn for what the guard let through; `turn` gives what an invoke is answered with. */
  receive(raw: Record<string, unknown>, turn: () => Promise<InvokeResponse | undefined>): Promise<WebhookResponse>
  /** Resolves with the new message's id. */
  send(to: TeamsDestination, message: TeamsMessage): Promise<string>
  edit(to: TeamsDestination, id: string, message: TeamsMessage): Promise<void>
  /** What the roster of the conversation tells of somebody, by Entra's object id. */
  member(of: TeamsDestination, person: string): Promise<unknown>
  readonly signIn: BotTokenSource
}

export interface InvokeResponse {
  readonly status: number
  readonly body?: object
}

export interface TeamsDestination {
  readonly serviceUrl: string
  /** With `;messageid=` for a thread. */
  readonly conversation: string
  readonly tenant: string
  readonly bot: string
}

/** A message as Teams takes it. */
export type TeamsMessage = Readonly<Record<string, unknown>> & { readonly type: 'message' }

/** The part of the SDK's connector client that is used; it exports no name for it. */
interface Connector {
  readonly conversations: {
    sendToConversation(conversation: string, activity: object): Promise<{ readonly id?: string }>
    updateActivity(conversation: string, id: string, activity: object): Promise<unknown>
    getConversationMember(conversation: string, member: string): Promise<unknown>
  }
}

export interface TeamsConnectionOptions {
  readonly config: TeamsAppConfig
  readonly endpoints: TeamsEndpoints
  readonly now: () => number
  readonly stopped: AbortSignal
}

/** Loads the SDK, which takes half a second: only where Teams is configured. */
export const connectToTeams = async ({
  config,
  endpoints,
  now,
  stopped,
}: TeamsConnectionOptions): Promise<TeamsConnection> => {
  const [sdk, makeCredential] = await Promise.all([import('botbuilder'), credentialFactoryFor(config, endpoints)])
  const signIn = createBotTokenSource(makeCredential, endpoints.scope, now)
  const authentication = createBotAuthentication(sdk, {
    config,
    endpoints,
    signIn,
    carrier: createConnectorHttpClient(stopped),
  })
  const adapter = new sdk.CloudAdapter(authentication.forAdapter)

  return {
    signIn,
    receive: (raw, turn) => {
      authentication.markVerified(raw)
      return runAdapter(raw, (request, response) => adapter.process(request, response, turnHandlerOf(turn)))
    },
    send: async (to, message) => {
      const sent = await withConnector(adapter, config.appId, to, ({ conversations }) =>
        conversations.sendToConversation(to.conversation, message),
      )
      if (typeof sent?.id !== 'string' || sent.id === '') throw new Error('Teams gave the new message no id.')
      return sent.id
    },
    edit: async (to, id, message) => {
      await withConnector(adapter, config.appId, to, ({ conversations }) =>
        conversations.updateActivity(to.conversation, id, { ...message, id }),
      )
    },
    member: (of, person) =>
      withConnector(adapter, config.appId, of, ({ conversations }) =>
        conversations.getConversationMember(of.conversation, person),
      ),
  }
}

const turnHandlerOf =
  (turn: () => Promise<InvokeResponse | undefined>) =>
  async (context: TurnContext): Promise<void> => {
    const answer = await turn()
    if (answer !== undefined) await context.sendActivity({ type: 'invokeResponse', value: answer })
  }

/** A turn that we begin ourselves; botbuilder hands out its authorised client only inside one. */
const withConnector = async <T>(
  adapter: CloudAdapter,
  appId: string,
  to: TeamsDestination,
  use: (connector: Connector) => Promise<T>,
): Promise<T | undefined> => {
  let result: T | undefined
  await adapter.continueConversationAsync(appId, conversationReferenceOf(to), async (context) => {
    const connector = context.turnState.get<Connector>(adapter.ConnectorClientKey)
    if (connector === undefined) throw new Error('botbuilder gave no connector client.')
    result = await use(connector)
  })
  return result
}

const conversationReferenceOf = ({ serviceUrl, conversation, tenant, bot }: TeamsDestination) => ({
  channelId: 'msteams',
  serviceUrl,
  bot: { id: bot, name: 'Appmedic' },
  conversation: { id: conversation, tenantId: tenant, isGroup: true, conversationType: 'channel', name: '' },
})

export const destinationOf = (
  { serviceUrl, conversation, recipient }: TeamsActivity,
  tenant: string,
): TeamsDestination => ({
  serviceUrl,
  conversation: conversation.id,
  tenant,
  bot: recipient.id,
})
