import { type Config, ConfigError, loadEnvFile, readConfig } from '../../config/index.ts'
import { similarCausesOf } from '../../diagnose/similar-causes.ts'
import { loadTranslators } from '../../i18n/load-translators.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'
import { redactText } from '../../redaction/redact-text.ts'
import { lookReport } from '../../views/look/look-report.ts'
import { lookMarkdown, lookText } from '../../views/look/print-look.ts'
import type { Look } from '../../views/look/types.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'
import { type AzureEnvironment, openAzureEnvironment } from '../azure-environment.ts'
import { StartError } from '../with-readable-errors.ts'
import { type LookOutcome, type LookRequest, lookAtApp } from './look-at-app.ts'
import { lookJson } from './look-document.ts'
import { parseLookTime } from './parse-look-time.ts'
import { exitCodes, type LookExitCode, type LookOptions } from './types.ts'

/** Where it prints, and whose settings count. */
interface Terminal {
  readonly env: NodeJS.ProcessEnv
  cwd(): string
  readonly stdout: { write(text: string, done?: () => void): unknown }
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown }
  /** Real deadlines where absent. */
  readonly deadline?: LookRequest['deadline']
}

/** Looks once, prints what there is to say, and resolves to the exit code. */
export const runLook = async (query: string, options: LookOptions, terminal: Terminal): Promise<LookExitCode> => {
  const complain = (words: string): void => void terminal.stderr.write(`${words}\n`)
  const opened = await openLook(terminal).catch((error: unknown) => wordsOfSetup(error))
  if ('words' in opened) {
    complain(opened.words)
    return opened.code
  }
  const { config, environment } = opened
  const language = options.lang ?? config.language
  const say = loadTranslators(config.timeZone)(language)
  const at = options.at === undefined ? undefined : parseLookTime(options.at, environment.clock.now(), config.timeZone)
  if (options.at !== undefined && at === undefined) {
    complain('--at takes a time that is past: 90m, 2h or 1d ago, 03:12, or an ISO date with a time.')
    return exitCodes.usage
  }
  if (terminal.stderr.isTTY) complain(say(messageOf('look.looking', { query: sanitizeText(query, 100) })))
  const { deadline } = terminal
  const request = {
    ...{ query, language },
    ...(at === undefined ? {} : { at }),
    ...(deadline === undefined ? {} : { deadline }),
  }
  const outcome = await lookAtApp(environment, request, ({ probe, error }) =>
    complain(`${probe}: ${redactText(String(error))}`),
  )
  if (outcome.is === 'looked') {
    await printFully(terminal, renderLook(outcome.look, say, options))
    return isBlind(outcome.look) ? exitCodes.azureRefused : exitCodes.looked
  }
  for (const line of whyNothing(outcome, query, say)) complain(line)
  return outcome.is === 'refused' ? exitCodes.azureRefused : exitCodes.noApp
}

/**
 * Unlike the bot, which practises until it is told of Azure, a look goes to Azure unless it is told of a simulator: it
 * reads only, and asks every subscription that the identity may read, so none has to be named.
 */
const openLook = async (terminal: Terminal): Promise<{ config: Config; environment: AzureEnvironment }> => {
  loadEnvFile(terminal.cwd())
  const { env } = terminal
  const isNamed = env.SIMULATOR_URL?.trim() || env.AZURE_SUBSCRIPTION_IDS?.trim()
  const config = readConfig(isNamed ? env : { ...env, AZURE_SUBSCRIPTION_IDS: anySubscription })
  return { config, environment: await openAzureEnvironment(config) }
}

const anySubscription = '00000000-0000-0000-0000-000000000000'

const wordsOfSetup = (error: unknown): { words: string; code: LookExitCode } => {
  if (error instanceof ConfigError) return { words: error.message, code: exitCodes.usage }
  if (error instanceof StartError) return { words: error.message, code: exitCodes.azureRefused }
  throw error
}

const renderLook = (look: Look, say: Translate, { json, markdown }: LookOptions): string => {
  if (json) return `${lookJson(look, say)}\n`
  const report = lookReport(look, say, { similarCauses: similarCausesOf })
  return markdown ? lookMarkdown(report) : lookText(report)
}

/** True where Azure let nothing be seen: what our own request saw needs no permission. */
const isBlind = ({ incident }: Look): boolean =>
  (incident.observation?.results ?? []).every(
    ({ status, findings }) => status !== 'ok' || findings.every(({ kind }) => kind === 'request'),
  )

const whyNothing = (
  outcome: Exclude<LookOutcome, { is: 'looked' }>,
  query: string,
  say: Translate,
): readonly string[] => {
  const args = { query: sanitizeText(query, 100) }
  switch (outcome.is) {
    case 'refused':
      return [
        say(messageOf('look.refused', { why: sanitizeText(say(outcome.error.phrase)) })),
        say(messageOf('look.refused.next')),
      ]
    case 'several':
      return [say(messageOf('look.several', args)), ...outcome.apps.map(({ id }) => `  ${sanitizeText(id)}`)]
    case 'no-app': {
      const { near, some } = outcome
      const lead = near.length > 0 ? 'near' : some.length > 0 ? 'some' : 'none'
      return [
        say(messageOf('look.no-app', args)),
        say(messageOf(`look.no-app.${lead}`)),
        ...[...near, ...some].map(appLine),
      ]
    }
    default:
      return outcome satisfies never
  }
}

const appLine = (app: AppRef): string => `  ${sanitizeText(`${appLabelOf(app)} (${app.resourceGroup})`)}`

/** The program ends right after: a pipe takes long texts in parts. */
const printFully = (terminal: Terminal, text: string): Promise<void> =>
  new Promise((resolve) => {
    terminal.stdout.write(text, () => resolve())
  })
