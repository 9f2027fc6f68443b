import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { createDoorway } from '../chat/doorway.ts'
import { createPainter } from '../chat/picture.ts'
import { createSlackChat } from '../chat/slack/index.ts'
import { createTeamsChat } from '../chat/teams/index.ts'
import type { ChatPlatform, Door } from '../chat/types.ts'
import { createWebChat, type WebPerson } from '../chat/web/index.ts'
import type { Config } from '../config.ts'
import type { Policy } from '../incident/policy.ts'
import type { Room } from '../room.ts'
import { examples } from '../views/help.ts'
import { alertDoors } from './alerts.ts'
import type { Ground } from './ground.ts'

export interface Voices {
  readonly platforms: (room: Room) => readonly ChatPlatform[]
  /** Where people or platforms reach us, in words; known once the platforms have started. */
  readonly reached: () => readonly string[]
  stop(): Promise<void>
}

/** Slack and Teams where they are configured, each loading its SDK when it starts; the local web chat otherwise. */
export const createVoices = (config: Config, policy: Policy | undefined, ground: Ground, log: Logger): Voices => {
  const painter = createPainter()
  const newId = (): string => randomBytes(12).toString('hex')
  const shared = { painter, newId, log, now: Date.now, language: config.language }
  const reached: string[] = []

  const web = (room: Room): ChatPlatform => {
    const chat = createWebChat({
      ...config.web,
      practice: config.practice,
      people: config.practice ? peopleOf(policy) : [],
      ...(ground.practice === undefined ? {} : { speed: ground.practice.speed }),
      doors: alertDoors(config, room, log),
      expand: room.expand,
      painter,
      transcript: room.transcript,
      pages: { report: room.report, evidence: room.evidence },
      now: () => ground.clock.now(),
      newId,
      examples: examples(room.say(config.language)),
      log,
    })
    return afterStart(chat, async () => {
      reached.push(`${chat.url} (this machine only)`)
    })
  }

  const platforms = (room: Room): readonly ChatPlatform[] => {
    const { expand, say, home } = room
    const called = [
      ...(config.slack === undefined ? [] : [createSlackChat({ ...shared, expand, say, home, config: config.slack })]),
      ...(config.teams === undefined ? [] : [createTeamsChat({ ...shared, expand, say, config: config.teams })]),
    ]
    if (called.length === 0) return [web(room)]
    const doors = [...called.flatMap((platform) => platform.doors ?? []), ...alertDoors(config, room, log)]
    if (config.slack?.kind === 'socket') reached.push('Slack, by Socket Mode')
    return doors.length === 0 ? called : withDoorway(called, doors)
  }

  /** The door opens with the last platform, when all of them can answer, and closes with it. */
  const withDoorway = (called: readonly ChatPlatform[], doors: readonly Door[]): readonly ChatPlatform[] => {
    const doorway = createDoorway({ host: config.web.host, port: config.web.port, doors, log })
    return called.map((platform, index) =>
      index < called.length - 1
        ? platform
        : {
            ...afterStart(platform, async () => {
              const port = await doorway.start()
              reached.push(...doors.map(({ path }) => `http://${config.web.host}:${port}${path}`))
            }),
            stop: async () => {
              await doorway.stop()
              await platform.stop()
            },
          },
    )
  }

  return { platforms, reached: () => reached, stop: () => painter.stop() }
}

const afterStart = (platform: ChatPlatform, then: () => Promise<void>): ChatPlatform => ({
  ...platform,
  start: async (handle) => {
    await platform.start(handle)
    await then()
  },
})

const peopleOf = (policy: Policy | undefined): readonly WebPerson[] =>
  Object.entries(policy?.people ?? {}).map(([key, { name, roles }]) => ({ key, name, roles }))
