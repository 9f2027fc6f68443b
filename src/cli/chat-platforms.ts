import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { type AlertEndpointOptions, createAlertEndpoint } from '../alerts/alert-endpoint.ts'
import { createAlertGuard } from '../alerts/alert-guard.ts'
import { createSigningKeys } from '../auth/signing-keys.ts'
import { localPlatform, remotePlatforms } from '../chat/index.ts'
import type { LocalDependencies, PlatformDependencies, PracticePerson } from '../chat/platform-module.ts'
import { createPicturePainter } from '../chat/shared/picture-painter.ts'
import { createWebhookServer } from '../chat/shared/webhook-server.ts'
import type { ChatPlatform, WebhookEndpoint } from '../chat/types.ts'
import type { ComposedDependencies } from '../composition/platform-dependencies.ts'
import type { Config } from '../config/index.ts'
import type { Policy } from '../incident/approval/policy.ts'
import type { ApprovalPages } from '../web-pages/approval-pages.ts'
import type { AzureEnvironment } from './azure-environment.ts'
import { createSignInPages } from './sign-in-pages.ts'

export interface ChatPlatforms {
  readonly platforms: (composed: ComposedDependencies) => Promise<readonly ChatPlatform[]>
  /** Where people or platforms reach us, in words; known once the platforms have started. */
  readonly addresses: () => readonly string[]
  stop(): Promise<void>
}

export interface ChatPlatformsOptions {
  readonly config: Config
  readonly policy: Policy | undefined
  readonly environment: Pick<AzureEnvironment, 'clock' | 'practice'>
  readonly log: Logger
}

/** The platforms that are configured, or the local one where none is. */
export const createChatPlatforms = (options: ChatPlatformsOptions): ChatPlatforms => {
  const { config, log } = options
  const painter = createPicturePainter()
  const newId = (): string => randomBytes(12).toString('hex')
  const addresses: (() => readonly string[])[] = []

  const platforms = async (composed: ComposedDependencies): Promise<readonly ChatPlatform[]> => {
    const dependencies = { ...composed, painter, newId, log, now: Date.now, language: config.language }
    const signInPages = createSignInPages(config, composed, log)
    const ways = {
      endpoints: [...alertEndpointsOf(config, { take: composed.alert, log }), ...signInPages.endpoints],
      pages: signInPages.pages,
    }
    const remote = await createRemotePlatforms(config, dependencies)
    const created =
      remote.length > 0
        ? remote
        : [await localPlatform.create({ ...dependencies, ...localDependenciesOf(options, ways) })]
    addresses.push(() => created.flatMap(({ address }) => address ?? []))
    return remote.length > 0 ? withWebhookServer(remote, ways) : created
  }

  /** Opens with the last platform, when all of them can answer, and closes with it. */
  const withWebhookServer = (created: readonly ChatPlatform[], others: ApprovalPages): readonly ChatPlatform[] => {
    const endpoints = [...created.flatMap(({ webhookEndpoints = [] }) => webhookEndpoints), ...others.endpoints]
    const last = created.at(-1)
    if (endpoints.length === 0 || last === undefined) return created
    const { host, port } = config.web
    const server = createWebhookServer({ host, port, endpoints, pages: others.pages, log })
    const start: ChatPlatform['start'] = async (handle) => {
      await last.start(handle)
      const opened = await server.start()
      addresses.push(() => endpoints.map(({ path }) => `http://${host}:${opened}${path}`))
    }
    const stop = async (): Promise<void> => {
      await server.stop()
      await last.stop()
    }
    return [...created.slice(0, -1), { ...last, start, stop }]
  }

  return { platforms, addresses: () => addresses.flatMap((each) => each()), stop: () => painter.stop() }
}

/** Each loads its SDK when it starts, not before. */
const createRemotePlatforms = (config: Config, dependencies: PlatformDependencies): Promise<readonly ChatPlatform[]> =>
  Promise.all(
    remotePlatforms.flatMap((platform) => {
      const its = config.platforms[platform.name]
      return its === undefined ? [] : [platform.create(its, dependencies)]
    }),
  )

const localDependenciesOf = (
  { config, policy, environment: { clock, practice } }: ChatPlatformsOptions,
  { endpoints, pages }: ApprovalPages,
): LocalDependencies => ({
  host: config.web.host,
  port: config.web.port,
  ...(practice === undefined ? {} : { practice: { speed: practice.speed, people: practicePeopleOf(policy) } }),
  worldNow: () => clock.now(),
  webhookEndpoints: endpoints,
  webPages: pages,
})

const practicePeopleOf = (policy: Policy | undefined): readonly PracticePerson[] =>
  Object.entries(policy?.people ?? {}).map(([key, { name, roles }]) => ({ key, name, roles }))

/** The way in for Azure Monitor's alerts, where it is configured: without a secret or Entra ID there is none. */
const alertEndpointsOf = (
  { alerts }: Pick<Config, 'alerts'>,
  { take, log }: Pick<AlertEndpointOptions, 'take' | 'log'>,
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
  return [createAlertEndpoint({ guard, take, log })]
}

const openIdMetadataUrl = (tenant: string): string =>
  `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`
