import type { ChatPlatform, DoorAnswer, DoorRequest } from '../types.ts'
import { connect } from './connection.ts'
import { type Endpoints, publicCloud } from './endpoints.ts'
import { createKeys } from './guard/keys.ts'
import { createRefusals } from './guard/refusals.ts'
import { createReplays } from './guard/replays.ts'
import { createGuard } from './guard.ts'
import { createInvokes } from './invokes.ts'
import { createListen } from './listen.ts'
import { createMemory } from './memory.ts'
import { createMakeMessage } from './message.ts'
import { afterReal, platform, type TeamsChatOptions } from './options.ts'
import { createOutbox } from './outbox.ts'
import { createSpeak, type Speak } from './speak.ts'

export type { Endpoints } from './endpoints.ts'
export type { TeamsChatOptions } from './options.ts'

/** Microsoft Teams, by the Bot Framework protocol. The SDK is loaded when it starts, not before. */
export const createTeamsChat = (options: TeamsChatOptions): ChatPlatform => {
  const { config, now, log, after = afterReal } = options
  const endpoints: Endpoints = { ...publicCloud, ...options.endpoints }
  const stopping = new AbortController()
  const memory = createMemory()
  const invokes = createInvokes(after)
  const make = createMakeMessage(options)
  const guard = createGuard({
    appId: config.appId,
    tenants: [config.tenantId],
    endpoints,
    keys: createKeys({ metadataUrl: endpoints.openIdMetadata, now, log }),
    replays: createReplays(),
    now,
  })
  let serve: (request: DoorRequest) => Promise<DoorAnswer> = async () => ({ status: 503 })
  let speak: Speak | undefined
  let stopOutbox: () => void = () => undefined

  const speaking = (): Speak => {
    if (speak === undefined) throw new Error('Teams has not been started.')
    return speak
  }

  return {
    name: platform,
    doors: [{ path: '/api/messages', serve: (request) => serve(request) }],
    start: async (handle) => {
      const connection = await connect({ config, endpoints, now, stopped: stopping.signal })
      const outbox = createOutbox({ now, after, log, unauthorised: connection.signIn.forget })
      stopOutbox = outbox.stop
      speak = createSpeak({ config, endpoints, connection, outbox, memory, make })
      serve = createListen({
        options,
        guard,
        refused: createRefusals(log, now),
        connection,
        memory,
        invokes,
        make,
        handle,
      })
      // Found out now rather than at the first incident; Teams itself may be down, so the start does not wait for it.
      connection.signIn.token().catch((error: unknown) => log.error({ err: error }, 'the bot cannot sign in to Teams'))
    },
    post: async (place, view) => speaking().post(place, view),
    update: async (_place, ref, view) => speaking().update(ref, view),
    whisper: async (place, person, view) => {
      if (!invokes.take(person, view)) await speaking().answer(place, person, view)
    },
    stop: async () => {
      serve = async () => ({ status: 503 })
      stopOutbox()
      stopping.abort()
    },
  }
}
