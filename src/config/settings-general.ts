import { z } from 'zod'
import { type Language, languages } from '../i18n/types.ts'
import { declareSetting } from '../settings/declare-setting.ts'
import { oneOfSchema, wholeNumberSchema } from '../settings/setting-schemas.ts'

const isTimeZone = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

/**
 * Linux desktops set LANGUAGE themselves, to a list such as `nl_NL:nl:en_GB`; the first that we speak counts,
 * and English where we speak none. What is no list of languages at all was meant for us, and is wrong.
 */
const language = z
  .string()
  .regex(/^([a-z]{2,3}|C)([_.@-][\w.@-]*)?(:([a-z]{2,3}|C)([_.@-][\w.@-]*)?)*:?$/, `must be ${languages.join(' or ')}`)
  .transform((value) => value.split(':').map((part) => part.slice(0, 2)))
  .transform((parts): Language => parts.flatMap((part) => languages.find((known) => known === part) ?? [])[0] ?? 'en')

export const generalSettings = {
  PORT: declareSetting(wholeNumberSchema(0, 65_535, '3978').default(3978), {
    about: 'Port of the web chat; 0 takes a free one.',
    example: '3978',
  }),
  HOST: declareSetting(z.string().default('127.0.0.1'), {
    about:
      'Address to listen on. Loopback only, unless Slack or Teams deliver over HTTPS: the web chat has no sign-in.',
    example: '127.0.0.1',
  }),
  DATA_DIR: declareSetting(z.string().default('./data'), {
    about: 'Directory of the journal and the evidence: keep it, back it up, give each Appmedic its own.',
    example: './data',
  }),
  POLICY_FILE: declareSetting(z.string().optional(), {
    about: 'Who may what (YAML). Without it nobody may anything; practice brings an example of its own.',
    example: './policy.yaml',
  }),
  LANGUAGE: declareSetting(language.default('en'), {
    about: `Language where nobody has shown another one: ${languages.join(' or ')}.`,
    example: 'en',
  }),
  TIME_ZONE: declareSetting(
    z.string().refine(isTimeZone, 'must be a time zone like UTC or Europe/Amsterdam').default('UTC'),
    {
      about: 'Time zone of the times on cards and in reports, for example Europe/Amsterdam.',
      example: 'UTC',
    },
  ),
  PRICE_CURRENCY: declareSetting(
    z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three capitals like EUR')
      .default('EUR'),
    {
      about: 'Currency in which Azure prices are looked up for what a step costs.',
      example: 'EUR',
    },
  ),
  LOG_LEVEL: declareSetting(
    oneOfSchema(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    {
      about: 'How much to log: fatal, error, warn, info, debug, trace or silent.',
      example: 'info',
    },
  ),
}
