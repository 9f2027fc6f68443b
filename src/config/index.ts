import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { GivenSettings } from '../settings/missing-settings.ts'
import { assembleConfig } from './assemble.ts'
import { findConflicts } from './find-conflicts.ts'
import { settingNames, settingsSchema } from './settings-schema.ts'
import { type Config, ConfigError } from './types.ts'
import { findMisspeltSettings, findUnknownSettings } from './unknown-settings.ts'

export { renderEnvExample } from './settings-schema.ts'
export { type AzureConfig, type AzureSignIn, type Config, ConfigError, type JournalKeyConfig } from './types.ts'

/** Adds what `.env` of this directory says to the environment: what is set already stays. Returns where it would be. */
export const loadEnvFile = (cwd: string): string => {
  const file = join(cwd, '.env')
  // Into the environment itself, because the SDKs read theirs from there.
  if (existsSync(file)) process.loadEnvFile(file)
  return file
}

export const loadConfig = (cwd: string): Config => {
  const file = loadEnvFile(cwd)
  const config = readConfig(process.env)
  return { ...config, warnings: [...config.warnings, ...warningsOfModes(file, config)] }
}

const readableByOthers = 0o044
const writableByOthers = 0o022

const warningsOfModes = (envFile: string, { policyFile, dataDir }: Config): readonly string[] => [
  ...(isOpen(envFile, readableByOthers)
    ? [`others on this machine can read ${envFile}, which holds secrets: type chmod 600 '${envFile}'`]
    : []),
  ...(policyFile !== undefined && isOpen(policyFile, writableByOthers)
    ? [`others on this machine can write ${policyFile}, which says who may do what: type chmod go-w '${policyFile}'`]
    : []),
  ...(isOpen(dataDir, readableByOthers | writableByOthers)
    ? [`others on this machine can get at ${dataDir}, which holds the journal: type chmod 700 '${dataDir}'`]
    : []),
]

/** Windows has no such modes, and says that everybody may do everything. */
const isOpen = (file: string, toOthers: number): boolean =>
  process.platform !== 'win32' && ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & toOthers) !== 0

/** Throws a `ConfigError` that names every problem at once. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const given = givenSettingsOf(env)
  const parsed = settingsSchema.safeParse(given)
  const alone = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
  const problems = [...alone, ...findConflicts(given), ...findMisspeltSettings(namesOfSet(env))]
  if (problems.length > 0 || parsed.data === undefined) throw new ConfigError(problems)
  return assembleConfig(parsed.data, findUnknownSettings(namesOfSet(env)))
}

/** `NAME=` in `.env` is a setting that was left open. */
const namesOfSet = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(env).filter((name) => (env[name] ?? '').trim() !== '')

const givenSettingsOf = (env: NodeJS.ProcessEnv): GivenSettings<string> =>
  Object.fromEntries(settingNames.flatMap((name) => [[name, env[name]?.trim()] as const]).filter(([, value]) => value))
