import { randomBytes, randomUUID } from 'node:crypto'
import { Command } from 'commander'
import { type Logger, pino } from 'pino'
import { localPlatform } from '../chat/index.ts'
import { composeAppmedic } from '../compose.ts'
import { type Config, loadConfig } from '../config/index.ts'
import { loadTranslators } from '../i18n/load-translators.ts'
import { type AlertChannel, type Policy, withPolicyVersion } from '../incident/approval/policy.ts'
import { steps } from '../mitigate/index.ts'
import { endMarkMemoryIn } from '../policy-file/end-mark-memory.ts'
import { examplePolicyPath, readPolicyFile } from '../policy-file/index.ts'
import { watchPolicyFile } from '../policy-file/watch-policy-file.ts'
import { redactDeep } from '../redaction/redact-text.ts'
import { exampleSentences } from '../views/help-view.ts'
import { identitiesLine, openAzureEnvironment } from './azure-environment.ts'
import { createChatPlatforms } from './chat-platforms.ts'
import { endInTime } from './end-in-time.ts'
import { journalKeyOf } from './journal/journal-key-source.ts'
import { practiceDumpInBytes } from './practice-environment.ts'
import { withAllToRead, withRealTimeToApprove } from './practice-policy.ts'
import { approvalLinksOf, missingSignIn } from './sign-in-pages.ts'
import { withReadableErrors } from './with-readable-errors.ts'

export const startCommand = new Command('start')
  .description('starts the bot: on the practice estate, or on what the environment and .env say')
  .action(() => withReadableErrors(start))

const start = async (): Promise<void> => {
  const config = loadConfig(process.cwd())
  const log = pino({ level: config.logLevel, base: null, serializers: { err: serializeError } }, pino.destination(2))
  for (const warning of config.warnings) log.warn({ setting: warning }, 'the settings deserve a look')
  const environment = await openAzureEnvironment(config)
  const policy = withRealTimeToApprove(policyOf(config, log), environment.practice?.speed ?? 1)
  const chat = createChatPlatforms({ config, policy: policy(), environment, log })
  const appmedic = await composeAppmedic({
    ...environment,
    azure: { ...environment.azure, currency: config.currency },
    dataDir: config.dataDir,
    files: {
      ...config.files,
      ...(config.practice ? { largestInPracticeInBytes: practiceDumpInBytes } : {}),
    },
    journal: await journalKeyOf(config.journal, environment.azure.credential),
    policy,
    alertChannels: alertChannelsOf(config),
    language: config.language,
    timeZone: config.timeZone,
    ...(isLocalOnly(config) ? { links: localPlatform.links } : {}),
    ids: { action: () => randomBytes(12).toString('hex'), correlation: randomUUID },
    log: { info: (facts, message) => log.info(facts, message), error: (facts, message) => log.error(facts, message) },
    ...approvalLinksOf(config),
    cardPauseInMs,
    platforms: chat.platforms,
  })
  const resumed = await appmedic.start()
  process.stdout.write(
    greeting(config, {
      addresses: chat.addresses(),
      resumed,
      policy: policy(),
      ...(environment.azure.simulatorUrl === undefined ? {} : { simulatorUrl: environment.azure.simulatorUrl }),
      isJournalBroken: appmedic.isJournalBroken(),
    }),
  )
  const end = async (): Promise<void> => {
    await appmedic.stop()
    await chat.stop()
    await environment.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void endInTime(end, log))
}

/** Three times a second is as often as people see a card change; a look at an app brings some thirty changes. */
const cardPauseInMs = 300

/** The local platform has only one channel. */
const alertChannelsOf = (config: Config): readonly AlertChannel[] => [
  ...(config.alerts?.channels ?? []),
  ...(isLocalOnly(config) ? [{ channel: localPlatform.channel }] : []),
]

const isLocalOnly = ({ platforms }: Config): boolean => Object.keys(platforms).length === 0

/** Errors of libraries carry whole requests, tokens included: the log gets words alone, and those redacted (L5). */
const serializeError = (error: unknown): object =>
  error instanceof Error
    ? redactDeep({ type: error.name, message: error.message, stack: error.stack ?? '' })
    : redactDeep({ message: String(error) })

/** Read again whenever the file changes: who is taken out of it may not approve any more. */
const policyOf = ({ policyFile, practice, dataDir }: Config, log: Logger): (() => Policy | undefined) => {
  const reading = { practice, steps: steps.map(({ id }) => id) }
  if (policyFile !== undefined) {
    return watchPolicyFile(policyFile, reading, {
      every: (intervalInMs, look) => void setInterval(look, intervalInMs).unref(),
      onTrouble: (words) => log.error({ policy: words }, 'the changed policy is wrong: the former one still holds'),
      onChange: () => log.info({ policy: policyFile }, 'the policy was read again'),
      endMarkMemory: endMarkMemoryIn(dataDir, policyFile),
    })
  }
  const example = practice ? withPolicyVersion(withAllToRead(readPolicyFile(examplePolicyPath, reading))) : undefined
  return () => example
}

interface StartSummary {
  readonly addresses: readonly string[]
  readonly resumed: number
  readonly isJournalBroken: boolean
  readonly policy: Policy | undefined
  /** Where Azure is simulated; absent where it is real. */
  readonly simulatorUrl?: string
}

const policyLines = (policy: Policy | undefined): readonly string[] => {
  if (policy === undefined) return ['No POLICY_FILE: nobody may read, ask or approve anything.']
  if (policy.permissions !== undefined) return []
  const count = Object.keys(policy.people).length
  const people = count === 1 ? 'the one person whom it names' : `the ${count} people whom it names`
  return [
    `The policy is of version 1: only ${people} may read, ask, collect, close and mute. Run "policy migrate" on it, and name who else may.`,
  ]
}

const greeting = (config: Config, summary: StartSummary): string => {
  const { addresses, resumed, policy, simulatorUrl, isJournalBroken } = summary
  const say = loadTranslators(config.timeZone)(config.language)
  return [
    ...addresses.map((address) => `Appmedic listens at ${address}.`),
    config.practice
      ? 'Practice: Azure is simulated, nothing real can be changed.'
      : `Azure is real.${isLocalOnly(config) ? ` ${localPlatform.warning}` : ''}`,
    ...(simulatorUrl === undefined
      ? []
      : [`A look from a terminal: SIMULATOR_URL=${simulatorUrl} npm run -s look -- contoso-shop`]),
    ...(config.azure.kind === 'real' ? [identitiesLine(config.azure)] : []),
    ...missingSignIn(config, policy),
    ...policyLines(policy),
    ...(resumed === 0
      ? []
      : [`Picked up ${resumed} open ${resumed === 1 ? 'incident' : 'incidents'} from ${config.dataDir}.`]),
    ...(isJournalBroken
      ? [`NOTHING RUNS: the journal in ${config.dataDir} was changed from outside. Run "journal verify" on it.`]
      : ['Try:', ...exampleSentences(say).map((example) => `  ${example}`)]),
    '',
  ].join('\n')
}
