import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { createAlertEndpoint } from '../alerts/alert-endpoint.ts'
import { createAlertGuard } from '../alerts/alert-guard.ts'
import { createPicturePainter } from '../chat/shared/picture-painter.ts'
import { createWebhookServer } from '../chat/shared/webhook-server.ts'
import { createSlackChat } from '../chat/slack/index.ts'
import { createSigningKeys } from '../chat/teams/guard/signing-keys.ts'
import { createTeamsChat } from '../chat/teams/index.ts'
import type { ChatPlatform, WebhookEndpoint } from '../chat/types.ts'
import { createWebChat, type WebPerson } from '../chat/web/index.ts'
import type { PlatformDependencies } from '../composition/platform-dependencies.ts'
import type { Config } from '../config/index.ts'
import type { Policy } from '../incident/approval/policy.ts'
import { exampleSentences } from '../views/help-view.ts'
import type { AzureEnvironment } from './azure-environment.ts'

export interface ChatPlatforms {
  readonly platforms: (room: PlatformDependencies) => readonly ChatPlatform[]
  /** Where people or platforms reach us, in words; known once the platforms have started. */
  readonly addresses: () => readonly string[]
  stop(): Promise<void>
}

/** Slack and Teams where they are configured, each loading its SDK when it starts; the local web chat otherwise. */
export const createChatPlatforms = (
  config: Config,
  policy: Policy | undefined,
  ground: AzureEnvironment,
  log: Logger,
): ChatPlatforms => {
  const painter = createPicturePainter()
  const newId = (): string => randomBytes(12).toString('hex')
  const shared = { painter, newId, log, now: Date.now, language: config.language }
  const reached: string[] = []

  const web = (room: PlatformDependencies): ChatPlatform => {
    const chat = createWebChat({
      ...config.web,
      practice: config.practice,
      people: config.practice ? peopleOf(policy) : [],
      ...(ground.practice === undefined ? {} : { speed: ground.practice.speed }),
      webhookEndpoints: alertEndpointsOf(config, room, log),
      expand: room.expand,
      painter,
      transcript: room.transcript,
      documents: { report: room.report, evidence: room.evidence },
      now: () => ground.clock.now(),
      newId,
      examples: exampleSentences(room.say(config.language)),
      log,
    })
    return afterStart(chat, async () => {
      reached.push(`${chat.url} (this machine only)`)
    })
  }

  const platforms = (room: PlatformDependencies): readonly ChatPlatform[] => {
    const { expand, say, home } = room
    const called = [
      ...(config.slack === undefined ? [] : [createSlackChat({ ...shared, expand, say, home, config: config.slack })]),
      ...(config.teams === undefined ? [] : [createTeamsChat({ ...shared, expand, say, config: config.teams })]),
    ]
    if (called.length === 0) return [web(room)]
    const doors = [
      ...called.flatMap((platform) => platform.webhookEndpoints ?? []),
      ...alertEndpointsOf(config, room, log),
    ]
    if (config.slack?.kind === 'socket') reached.push('Slack, by Socket Mode')
    return doors.length === 0 ? called : withDoorway(called, doors)
  }

  /** The door opens with the last platform, when all of them can answer, and closes with it. */
  const withDoorway = (called: readonly ChatPlatform[], doors: readonly WebhookEndpoint[]): readonly ChatPlatform[] => {
    const doorway = createWebhookServer({ host: config.web.host, port: config.web.port, endpoints: doors, log })
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

  return { platforms, addresses: () => reached, stop: () => painter.stop() }
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

type KeysLog = Parameters<typeof createSigningKeys>[0]['log']

/** The door for Azure Monitor's alerts, where it is configured: without a secret or Entra ID there is none. */
const alertEndpointsOf = (
  { alerts }: Pick<Config, 'alerts'>,
  room: Pick<PlatformDependencies, 'alert'>,
  log: KeysLog,
): readonly WebhookEndpoint[] => {
  if (alerts === undefined) return []
  const { secret, entra } = alerts
  const guard = createAlertGuard({
    now: Date.now,
    ...(secret === undefined ? {} : { secret }),
    ...(entra === undefined
      ? {}
      : {
          entra: {
            ...entra,
            keys: createSigningKeys({ metadataUrl: openIdMetadataUrl(entra.tenantId), now: Date.now, log }),
          },
        }),
  })
  return [createAlertEndpoint({ guard, take: room.alert, log })]
}

const openIdMetadataUrl = (tenant: string): string =>
  `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`
