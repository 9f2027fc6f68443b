import { LRUCache } from 'lru-cache'
import { createDeduplicator } from '../shared/deduplicator.ts'
import { createOutbox } from '../shared/outbox/index.ts'
import { membershipWaitInMs } from '../shared/person-lookup.ts'
import { startTimer } from '../shared/start-timer.ts'
import type { AcceptInput, ChatPlatform, WebhookEndpoint, WebhookResponse } from '../types.ts'
import { requestUrlPath } from './app-manifest.ts'
import type { StoredValues } from './blocks/block-render-context.ts'
import { registerBoltListeners } from './bolt-listeners.ts'
import { connectToSlack, type SlackConnection } from './connection.ts'
import { createEphemeralContext } from './ephemeral-context.ts'
import { createHomeTabPublisher } from './home-tab.ts'
import { createPeopleLookup } from './look-up-people.ts'
import { slackMembershipOf } from './membership.ts'
import { createSlackMessageRenderer } from './message-renderer.ts'
import { createSlackMessenger, type SlackMessenger } from './messenger.ts'
import { createNotInChannelFallback } from './not-in-channel-fallback.ts'
import { createModalOpener } from './open-modal.ts'
import { type SlackChatOptions, slackPlatform } from './options.ts'
import { slackPermalinkOf } from './permalink.ts'
import { createPictureUploads, type PictureUploads } from './pictures/picture-uploads.ts'
import { createSlackRequestHandler, slackMaxBodyInBytes } from './request-handler.ts'
import { slackSendingLimits } from './sending-limits.ts'
import { createUserProfileLookup, type UserProfileLookup } from './user-profile.ts'

export type { SlackChatOptions } from './options.ts'

export interface SlackChat extends ChatPlatform {
  /** Resolves when nothing that came in is being worked on and no picture is being uploaded. */
  idle(): Promise<void>
}

const maxStoredValues = 3_000
/** Slack repeats an event at once, after a minute and after five: at 30,000 events an hour that is 3,000. */
const maxRememberedEvents = 10_000
const maxRememberedCards = 2_000

/** Slack over signed HTTP or Socket Mode. The SDK is loaded when it starts, not before. */
export const createSlackChat = (options: SlackChatOptions): SlackChat => {
  const { config, now, log, after = startTimer } = options
  const seen = createDeduplicator({ maxIds: maxRememberedEvents, now })
  const storedValues: StoredValues = new LRUCache({ max: maxStoredValues })
  const outbox = createOutbox({ limits: slackSendingLimits, now, after, log })
  const underWay = new Set<Promise<void>>()
  let door: Pick<WebhookEndpoint, 'admit' | 'serve'> = closedDoor
  let running:
    | {
        readonly connection: SlackConnection
        readonly messenger: SlackMessenger
        readonly pictures: PictureUploads
        readonly people: UserProfileLookup
      }
    | undefined

  const started = (): NonNullable<typeof running> => {
    if (running === undefined) throw new Error('Slack has not been started.')
    return running
  }

  const background = (work: Promise<void>): void => {
    const watched = work
      .catch((error: unknown) => log.error({ err: error }, 'what came from Slack could not be worked on'))
      .finally(() => underWay.delete(watched))
    underWay.add(watched)
  }

  const start = async (accept: AcceptInput): Promise<void> => {
    const connection = await connectToSlack(options)
    const { api } = connection
    const ephemeralContext = createEphemeralContext(now)
    const pictures = createPictureUploads(options, api)
    const render = createSlackMessageRenderer(options, storedValues)
    const notInChannelFallback = createNotInChannelFallback(options, ephemeralContext)
    const messenger = createSlackMessenger({
      options,
      api,
      outbox,
      render,
      pictures,
      ephemeralContext,
      notInChannelFallback,
      latest: new LRUCache({ max: maxRememberedCards }),
    })
    const people = createUserProfileLookup(api, { now, after, log })
    const openForm = createModalOpener(api, storedValues, options.say)
    const showHome = createHomeTabPublisher(options, { api, render, pictures })
    registerBoltListeners({
      options,
      connection,
      seen,
      storedValues,
      people,
      ephemeralContext,
      messenger,
      openForm,
      showHome,
      accept,
      background,
    })
    running = { connection, messenger, pictures, people }
    if (config.kind === 'http')
      door = createSlackRequestHandler({ secret: config.signingSecret, seen, process: connection.process, now, log })
    await connection.open()
  }

  return {
    name: slackPlatform,
    ...(config.kind === 'http'
      ? {
          webhookEndpoints: [
            {
              path: requestUrlPath,
              maxBodyInBytes: slackMaxBodyInBytes,
              contentTypes: ['application/json', 'application/x-www-form-urlencoded'],
              admit: (head) => door.admit(head),
              serve: (request) => door.serve(request),
            },
          ],
        }
      : { address: 'Slack, by Socket Mode' }),
    start,
    post: async (place, view) => started().messenger.post(place, view),
    update: async (_place, ref, view) => started().messenger.update(ref, view),
    whisper: async (place, person, view) => started().messenger.whisper(place, person, view),
    sendFile: async (person, file, words) => started().messenger.sendFile(person, file, words),
    linkTo: (place, ref) => slackPermalinkOf(running?.connection.me.url, place, ref),
    membershipOf: async (person) => {
      const { people, connection } = started()
      return slackMembershipOf(person, await people(person.id, membershipWaitInMs), connection.me)
    },
    lookUpPeople: (input) => createPeopleLookup(started().people, started().connection.me)(input),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
      await running?.pictures.idle()
    },
    stop: async () => {
      door = closedDoor
      outbox.stop()
      await running?.connection.close()
    },
  }
}

const answerUnavailable = async (): Promise<WebhookResponse> => ({ status: 503 })

/** Before the start and after the stop. */
const closedDoor: Pick<WebhookEndpoint, 'admit' | 'serve'> = { admit: answerUnavailable, serve: answerUnavailable }
