import type { ChatPlatform, DoorAnswer, DoorRequest, Input } from '../types.ts'
import type { Kept } from './blocks/making.ts'
import { createBounded, createSeen } from './bounded.ts'
import { type Connection, connect } from './connection.ts'
import { createDoor } from './door.ts'
import { createOpenForm } from './forms.ts'
import { createHome } from './home.ts'
import { listen } from './listen.ts'
import { createMake } from './make.ts'
import { createMissing } from './missing.ts'
import { path } from './needs.ts'
import { afterReal, platform, type SlackChatOptions } from './options.ts'
import { createOutbox } from './outbox.ts'
import { createPeople } from './people.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { createSpeak, type Speak } from './speak.ts'
import { createStanding } from './standing.ts'

export type { HomeViews, SlackChatOptions } from './options.ts'

export interface SlackChat extends ChatPlatform {
  /** Resolves when nothing that came in is being worked on and no picture is being uploaded. */
  idle(): Promise<void>
}

const mostKept = 3_000
const mostCards = 2_000

/** Slack over signed HTTP or Socket Mode. The SDK is loaded when it starts, not before. */
export const createSlackChat = (options: SlackChatOptions): SlackChat => {
  const { config, now, log, after = afterReal } = options
  const seen = createSeen()
  const kept = createBounded<Kept>(mostKept)
  const outbox = createOutbox({ now, after, log })
  const underWay = new Set<Promise<void>>()
  let serve: (request: DoorRequest) => Promise<DoorAnswer> = closed
  let running: { readonly connection: Connection; readonly speak: Speak; readonly pictures: Pictures } | undefined

  const speaking = (): Speak => {
    if (running === undefined) throw new Error('Slack has not been started.')
    return running.speak
  }

  const background = (work: Promise<void>): void => {
    const watched = work
      .catch((error: unknown) => log.error({ err: error }, 'what came from Slack could not be worked on'))
      .finally(() => underWay.delete(watched))
    underWay.add(watched)
  }

  const start = async (handle: (input: Input) => Promise<void>): Promise<void> => {
    const connection = await connect(options)
    const { api } = connection
    const standing = createStanding(now)
    const pictures = createPictures(options, api)
    const make = createMake(options, kept)
    const missing = createMissing(options, standing)
    const speak = createSpeak({
      options,
      api,
      outbox,
      make,
      pictures,
      standing,
      missing,
      latest: createBounded(mostCards),
    })
    const people = createPeople(api, { now, after, log })
    const openForm = createOpenForm(api, kept, options.say)
    const showHome = createHome(options, { api, make, pictures })
    listen({ options, connection, seen, kept, people, standing, speak, openForm, showHome, handle, background })
    running = { connection, speak, pictures }
    if (config.kind === 'http')
      serve = createDoor({ secret: config.signingSecret, seen, process: connection.process, now, log })
    await connection.open()
  }

  return {
    name: platform,
    ...(config.kind === 'http' ? { doors: [{ path, serve: (request) => serve(request) }] } : {}),
    start,
    post: async (place, view) => speaking().post(place, view),
    update: async (_place, ref, view) => speaking().update(ref, view),
    whisper: async (place, person, view) => speaking().whisper(place, person, view),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
      await running?.pictures.idle()
    },
    stop: async () => {
      serve = closed
      outbox.stop()
      await running?.connection.close()
    },
  }
}

const closed = async (): Promise<DoorAnswer> => ({ status: 503 })
