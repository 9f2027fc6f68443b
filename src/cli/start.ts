import { randomBytes, randomUUID } from 'node:crypto'
import { Command } from 'commander'
import { pino } from 'pino'
import { createPainter } from '../chat/picture.ts'
import { createWebChat, type WebPerson } from '../chat/web/index.ts'
import { compose, type Settings } from '../compose.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Policy } from '../incident/policy.ts'
import { examplePolicy, readPolicy } from '../policy-file.ts'
import { loadSays } from '../resources.ts'
import { examples } from '../views/help.ts'
import { type Ground, openGround } from './ground.ts'
import { inWords, StartError } from './in-words.ts'

export const startCommand = new Command('start')
  .description('starts the bot: on the practice estate, or on what the environment and .env say')
  .action(() => inWords(start))

const start = async (): Promise<void> => {
  const config = loadConfig(process.cwd())
  refuseMissingAdapters(config)
  const policy = policyOf(config)
  const ground = await openGround(config)
  const { settings, address, end } = settingsOf(config, policy, ground)
  const appmedic = await compose(settings)
  const resumed = await appmedic.start()
  process.stdout.write(greeting(config, { address: address(), resumed, policy }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void appmedic.stop().then(end))
  }
}

/** The seam for them is there, the adapters are not: better to say so than to be silent in a channel (L6). */
const refuseMissingAdapters = (config: Config): void => {
  const configured = [config.slack && 'Slack', config.teams && 'Teams'].filter((name) => name !== undefined)
  if (configured.length === 0) return
  throw new StartError(
    `${configured.join(' and ')} is configured, but this version speaks through the local web chat only. ` +
      `Remove these settings from the environment or .env to start.`,
  )
}

const policyOf = ({ policyFile, practice }: Config): Policy | undefined => {
  if (policyFile !== undefined) return readPolicy(policyFile, practice)
  return practice ? readPolicy(examplePolicy, practice) : undefined
}

interface Starting {
  readonly settings: Settings
  readonly address: () => string
  readonly end: () => Promise<void>
}

const settingsOf = (config: Config, policy: Policy | undefined, ground: Ground): Starting => {
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2))
  const painter = createPainter()
  const newId = (): string => randomBytes(12).toString('hex')
  let address = ''
  const settings: Settings = {
    ...ground,
    dataDir: config.dataDir,
    policy,
    language: config.language,
    timeZone: config.timeZone,
    links: { report: (incident) => `/reports/${incident}`, evidence: (id) => `/evidence/${id}` },
    ids: { action: newId, correlation: randomUUID },
    log: { info: (facts, message) => log.info(facts, message), error: (facts, message) => log.error(facts, message) },
    platforms: (room) => {
      const web = createWebChat({
        ...config.web,
        practice: config.practice,
        people: config.practice ? peopleOf(policy) : [],
        ...(ground.practice === undefined ? {} : { speed: ground.practice.speed }),
        expand: room.expand,
        painter,
        transcript: room.transcript,
        pages: { report: room.report, evidence: room.evidence },
        now: ground.clock.now,
        newId,
        examples: examples(room.say(config.language)),
        log,
      })
      return [
        {
          ...web,
          start: async (handle) => {
            await web.start(handle)
            address = web.url
          },
        },
      ]
    },
  }
  return {
    settings,
    address: () => address,
    end: async () => {
      await painter.stop()
      await ground.stop()
    },
  }
}

const peopleOf = (policy: Policy | undefined): readonly WebPerson[] =>
  Object.entries(policy?.people ?? {}).map(([key, { name, roles }]) => ({ key, name, roles }))

interface Started {
  readonly address: string
  readonly resumed: number
  readonly policy: Policy | undefined
}

const greeting = (config: Config, { address, resumed, policy }: Started): string => {
  const say = loadSays(config.timeZone)(config.language)
  return [
    `Appmedic listens at ${address} (this machine only).`,
    config.practice
      ? 'Practice: Azure is simulated, people and policy are an example, nothing real can be changed.'
      : 'Azure is real. The web chat has no sign-in, so nobody can approve anything in it.',
    ...(policy === undefined ? ['No POLICY_FILE: nobody may approve anything.'] : []),
    ...(resumed === 0
      ? []
      : [`Picked up ${resumed} open ${resumed === 1 ? 'incident' : 'incidents'} from ${config.dataDir}.`]),
    'Try:',
    ...examples(say).map((example) => `  ${example}`),
    '',
  ].join('\n')
}
