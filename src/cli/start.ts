import { randomBytes, randomUUID } from 'node:crypto'
import { Command } from 'commander'
import { type Logger, pino } from 'pino'
import { compose } from '../compose.ts'
import { type Config, loadConfig } from '../config.ts'
import type { AlertChannel, Policy } from '../incident/policy.ts'
import { steps } from '../mitigate/index.ts'
import { redactDeep } from '../observe/redact.ts'
import { followPolicy } from '../policy-file/follow.ts'
import { examplePolicy, readPolicy } from '../policy-file/index.ts'
import { loadSays } from '../resources.ts'
import { examples } from '../views/help.ts'
import { openGround } from './ground.ts'
import { inWords } from './in-words.ts'
import { createVoices } from './platforms.ts'

export const startCommand = new Command('start')
  .description('starts the bot: on the practice estate, or on what the environment and .env say')
  .action(() => inWords(start))

const start = async (): Promise<void> => {
  const config = loadConfig(process.cwd())
  const log = pino({ level: config.logLevel, base: null, serializers: { err: errorInBrief } }, pino.destination(2))
  for (const warning of config.warnings) log.warn({ setting: warning }, 'a setting is not known')
  const policy = policyOf(config, log)
  const ground = await openGround(config)
  const voices = createVoices(config, policy(), ground, log)
  const appmedic = await compose({
    ...ground,
    azure: { ...ground.azure, currency: config.currency },
    dataDir: config.dataDir,
    policy,
    alertChannels: alertChannelsOf(config),
    language: config.language,
    timeZone: config.timeZone,
    ...(onWebOnly(config) ? { links: pagesOfWebChat } : {}),
    ids: { action: () => randomBytes(12).toString('hex'), correlation: randomUUID },
    log: { info: (facts, message) => log.info(facts, message), error: (facts, message) => log.error(facts, message) },
    platforms: voices.platforms,
  })
  const resumed = await appmedic.start()
  process.stdout.write(greeting(config, { reached: voices.reached(), resumed, policy: policy() }))
  const end = async (): Promise<void> => {
    await appmedic.stop()
    await voices.stop()
    await ground.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())
}

/** On the web chat there is only one channel. */
const alertChannelsOf = (config: Config): readonly AlertChannel[] => [
  ...(config.alerts?.channels ?? []),
  ...(onWebOnly(config) ? [{ channel: { platform: 'web', tenant: 'local', channel: 'incidents' } }] : []),
]

const onWebOnly = ({ slack, teams }: Config): boolean => slack === undefined && teams === undefined

/** Reports and files are pages of the web chat: nobody on Slack or Teams could open them. */
const pagesOfWebChat = {
  report: (incident: string): string => `/reports/${incident}`,
  evidence: (id: string): string => `/evidence/${id}`,
}

/** Errors of libraries carry whole requests, tokens included: the log gets words alone, and those redacted (L5). */
const errorInBrief = (error: unknown): object =>
  error instanceof Error
    ? redactDeep({ type: error.name, message: error.message, stack: error.stack ?? '' })
    : redactDeep({ message: String(error) })

/** Read again whenever the file changes: who is taken out of it may not approve any more. */
const policyOf = ({ policyFile, practice }: Config, log: Logger): (() => Policy | undefined) => {
  const reading = { practice, steps: steps.map(({ id }) => id) }
  if (policyFile !== undefined) {
    return followPolicy(policyFile, reading, {
      now: Date.now,
      onTrouble: (words) => log.error({ policy: words }, 'the changed policy is wrong: the former one still holds'),
      onChange: () => log.info({ policy: policyFile }, 'the policy was read again'),
    })
  }
  const example = practice ? readPolicy(examplePolicy, reading) : undefined
  return () => example
}

interface Started {
  readonly reached: readonly string[]
  readonly resumed: number
  readonly policy: Policy | undefined
}

const greeting = (config: Config, { reached, resumed, policy }: Started): string => {
  const say = loadSays(config.timeZone)(config.language)
  return [
    ...reached.map((where) => `Appmedic listens at ${where}.`),
    config.practice
      ? 'Practice: Azure is simulated, nothing real can be changed.'
      : `Azure is real.${onWebOnly(config) ? ' The web chat has no sign-in, so nobody can approve anything in it.' : ''}`,
    ...(policy === undefined ? ['No POLICY_FILE: nobody may approve anything.'] : []),
    ...(resumed === 0
      ? []
      : [`Picked up ${resumed} open ${resumed === 1 ? 'incident' : 'incidents'} from ${config.dataDir}.`]),
    'Try:',
    ...examples(say).map((example) => `  ${example}`),
    '',
  ].join('\n')
}
