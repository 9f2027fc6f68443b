import { createSigningKeys } from '../../auth/signing-keys.ts'
import { createDeduplicator } from '../shared/deduplicator.ts'
import { createOutbox } from '../shared/outbox/index.ts'
import { startTimer } from '../shared/start-timer.ts'
import type { ChatPlatform, WebhookEndpoint, WebhookResponse } from '../types.ts'
import { publicCloudEndpoints, type TeamsEndpoints } from './cloud-endpoints.ts'
import { connectToTeams } from './connection.ts'
import { isUnauthorised } from './connector-http-client.ts'
import { createConversationCache } from './conversation-cache.ts'
import { teamsDeepLinkOf } from './deep-link.ts'
import { createTeamsMembership } from './membership.ts'
import { createTeamsMessageRenderer } from './message-renderer.ts'
import { createTeamsMessenger, type TeamsMessenger } from './messenger.ts'
import { type TeamsChatOptions, teamsPlatform } from './options.ts'
import { createPendingInvokes } from './pending-invokes.ts'
import { createRefusalLogger, createRequestGuard } from './request-guard.ts'
import { createTeamsRequestHandler } from './request-handler.ts'
import { teamsSendingLimits } from './sending-limits.ts'

export type { TeamsEndpoints } from './cloud-endpoints.ts'
export type { TeamsChatOptions } from './options.ts'

/** So that a token and body caught on the way and sent again do nothing. */
const maxRememberedRequests = 20_000
/**
 * A message in Teams is about 100 KB at most (learn.microsoft.com, "Format your bot messages"), and its service refuses
 * what is larger than 262,144 bytes; twice that leaves room for what it adds.
 */
const maxBodyInBytes = 512 * 1024

/** A token is good for an hour, and the clocks may differ by five minutes on each side. */
const tokenLifetimeInMs = 70 * 60_000

/** Microsoft Teams, by the Bot Framework protocol. The SDK is loaded when it starts, not before. */
export const createTeamsChat = (options: TeamsChatOptions): ChatPlatform => {
  const { config, now, log, after = startTimer } = options
  const endpoints: TeamsEndpoints = { ...publicCloudEndpoints, ...options.endpoints }
  const stopping = new AbortController()
  const memory = createConversationCache()
  const invokes = createPendingInvokes(after)
  const render = createTeamsMessageRenderer(options)
  const guard = createRequestGuard({
    appId: config.appId,
    tenants: [config.tenantId],
    endpoints,
    keys: createSigningKeys({ metadataUrl: endpoints.openIdMetadata, now, log }),
    replays: createDeduplicator({ maxIds: maxRememberedRequests, lifetimeInMs: tokenLifetimeInMs, now }),
    now,
  })
  let endpoint: Pick<WebhookEndpoint, 'admit' | 'serve'> = closedEndpoint
  let messenger: TeamsMessenger | undefined
  let membershipOf: ChatPlatform['membershipOf']
  let stopOutbox: () => void = () => undefined

  const speaking = (): TeamsMessenger => {
    if (messenger === undefined) throw new Error('Teams has not been started.')
    return messenger
  }

  return {
    name: teamsPlatform,
    webhookEndpoints: [
      {
        path: '/api/messages',
        maxBodyInBytes,
        contentTypes: ['application/json'],
        admit: (head) => endpoint.admit(head),
        serve: (request) => endpoint.serve(request),
      },
    ],
    start: async (accept) => {
      const connection = await connectToTeams({ config, endpoints, now, stopped: stopping.signal })
      const outbox = createOutbox({
        limits: teamsSendingLimits,
        now,
        after,
        log,
        onFailure: (error) => isUnauthorised(error) && connection.signIn.forget(),
      })
      stopOutbox = outbox.stop
      messenger = createTeamsMessenger({ config, endpoints, connection, outbox, memory, render })
      membershipOf = createTeamsMembership(options, connection, messenger.destination)
      endpoint = createTeamsRequestHandler({
        options,
        guard,
        refused: createRefusalLogger(log, now),
        connection,
        memory,
        invokes,
        render,
        accept,
      })
      // Found out now rather than at the first incident; Teams itself may be down, so the start does not wait for it.
      connection.signIn.token().catch((error: unknown) => log.error({ err: error }, 'the bot cannot sign in to Teams'))
    },
    post: async (place, view) => speaking().post(place, view),
    update: async (_place, ref, view) => speaking().update(ref, view),
    whisper: async (place, person, view) => {
      // The answer to a click is words only: a form would take the place of the card that was clicked.
      if (view.asks || !invokes.tryAnswer(person, view)) await speaking().answer(place, person, view)
    },
    linkTo: (place, ref) => teamsDeepLinkOf(endpoints.clientUrl, place, ref),
    membershipOf: async (person, place) => membershipOf?.(person, place),
    stop: async () => {
      endpoint = closedEndpoint
      stopOutbox()
      stopping.abort()
    },
  }
}

const answerUnavailable = async (): Promise<WebhookResponse> => ({ status: 503 })

/** Before the start and after the stop. */
const closedEndpoint: Pick<WebhookEndpoint, 'admit' | 'serve'> = { admit: answerUnavailable, serve: answerUnavailable }
