import { isLoopback } from './checks.ts'
import type { Name } from './settings.ts'

/** What is set, whether or not it is right: so that a group half-filled shows beside a setting that is wrong. */
export type Given = Readonly<Partial<Record<Name, string>>>

/** What only shows when settings are seen together. */
export const problemsTogether = (given: Given): readonly string[] =>
  [azure, credentials, slack, teams, alerts, address].flatMap((look) => look(given))

const azure = (given: Given): readonly string[] => {
  if (given.AZURE_SUBSCRIPTION_IDS !== undefined)
    return given.SIMULATOR_URL === undefined
      ? []
      : ['SIMULATOR_URL: practice and real Azure exclude each other; remove it, or remove AZURE_SUBSCRIPTION_IDS']
  const started = credentialNames.filter((name) => given[name] !== undefined)
  // A cluster sets these by itself, also where somebody only wants to practise.
  if (started.length === 0 || given.AZURE_FEDERATED_TOKEN_FILE !== undefined) return []
  return [`AZURE_SUBSCRIPTION_IDS is missing: set it to use real Azure, or remove ${and(started)} to practise`]
}

const credentialNames = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
] as const

const credentials = (given: Given): readonly string[] => {
  const proofs = (
    ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'] as const
  ).filter((name) => given[name] !== undefined)
  if (given.AZURE_SUBSCRIPTION_IDS === undefined) return []
  if (proofs.length === 0) return []
  const several = proofs.length > 1 ? [`${and(proofs)} exclude each other: keep one`] : []
  return [...several, ...missing(given, ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'], proofs[0] ?? '')]
}

const slack = (given: Given): readonly string[] => {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = given
  if (bot === undefined && app === undefined && signing === undefined) return []
  if (bot === undefined)
    return missing(given, ['SLACK_BOT_TOKEN'], app === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN')
  if (app !== undefined || signing !== undefined) return []
  return ['SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTPS) is missing: SLACK_BOT_TOKEN needs one of them']
}

const teams = (given: Given): readonly string[] => {
  const { MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_CERTIFICATE_PATH: certificate } = given
  const begun = (['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_TYPE'] as const).filter(
    (name) => given[name] !== undefined,
  )
  if (begun.length === 0 && password === undefined && certificate === undefined) return []
  const because = begun[0] ?? (password === undefined ? 'MICROSOFT_APP_CERTIFICATE_PATH' : 'MICROSOFT_APP_PASSWORD')
  return [...missing(given, ['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID'], because), ...teamsProof(given, because)]
}

const teamsProof = (given: Given, because: string): readonly string[] => {
  const names = (['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_CERTIFICATE_PATH'] as const).filter(
    (name) => given[name] !== undefined,
  )
  const managed = given.MICROSOFT_APP_TYPE === 'UserAssignedMSI'
  if (managed && names.length > 0) return [`${and(names)}: a managed identity has none; remove it`]
  if (names.length > 1) return [`${and(names)} exclude each other: keep one`]
  if (managed || names.length === 1) return []
  return [
    `MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE_PATH is missing: ${because} needs one of them ` +
      '(or MICROSOFT_APP_TYPE=UserAssignedMSI)',
  ]
}

const alerts = (given: Given): readonly string[] => {
  const begun = (['ALERT_ENTRA_TENANT_ID', 'ALERT_ENTRA_AUDIENCE'] as const).filter((name) => given[name] !== undefined)
  const half =
    begun.length === 1 ? missing(given, ['ALERT_ENTRA_TENANT_ID', 'ALERT_ENTRA_AUDIENCE'], begun[0] ?? '') : []
  const open = given.ALERT_WEBHOOK_SECRET !== undefined || begun.length === 2
  const unused =
    given.ALERT_CHANNELS !== undefined && !open && begun.length === 0
      ? [
          'ALERT_WEBHOOK_SECRET, or ALERT_ENTRA_TENANT_ID and ALERT_ENTRA_AUDIENCE, is missing: ALERT_CHANNELS needs one of them',
        ]
      : []
  return [...half, ...unused]
}

const address = (given: Given): readonly string[] => {
  if (given.HOST === undefined || isLoopback(given.HOST)) return []
  const alerted = given.ALERT_WEBHOOK_SECRET !== undefined || given.ALERT_ENTRA_AUDIENCE !== undefined
  const delivered =
    given.MICROSOFT_APP_ID !== undefined ||
    given.SLACK_SIGNING_SECRET !== undefined ||
    (alerted && given.SLACK_BOT_TOKEN !== undefined)
  if (delivered) return []
  return ['HOST must be 127.0.0.1: the web chat has no sign-in, so nobody but this machine may reach it']
}

const missing = (given: Given, names: readonly Name[], because: string): readonly string[] =>
  names.filter((name) => given[name] === undefined).map((name) => `${name} is missing: ${because} needs it`)

const and = (names: readonly string[]): string => names.join(' and ')
