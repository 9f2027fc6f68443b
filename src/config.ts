import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { assemble } from './config/assemble.ts'
import { names, settings } from './config/settings.ts'
import { type Given, problemsTogether } from './config/together.ts'
import { type Config, ConfigError } from './config/types.ts'
import { strays, typos } from './config/typos.ts'

export { envExample } from './config/env-example.ts'
export {
  type AzureConfig,
  type AzureSignIn,
  type Config,
  ConfigError,
  type SlackConfig,
  type TeamsConfig,
} from './config/types.ts'

/** The environment, with what `.env` of this directory adds to it: what is set already stays. */
export const loadConfig = (cwd: string): Config => {
  const file = join(cwd, '.env')
  // Into the environment itself, because the SDKs read theirs from there.
  if (existsSync(file)) process.loadEnvFile(file)
  return readConfig(process.env)
}

/** Throws a `ConfigError` that names every problem at once. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const given = filledIn(env)
  const parsed = settings.safeParse(given)
  const alone = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
  const problems = [...alone, ...problemsTogether(given), ...typos(setIn(env))]
  if (problems.length > 0 || parsed.data === undefined) throw new ConfigError(problems)
  return assemble(parsed.data, strays(setIn(env)))
}

/** `NAME=` in `.env` is a setting that was left open. */
const setIn = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(env).filter((name) => (env[name] ?? '').trim() !== '')

const filledIn = (env: NodeJS.ProcessEnv): Given =>
  Object.fromEntries(names.flatMap((name) => [[name, env[name]?.trim()] as const]).filter(([, value]) => value))
