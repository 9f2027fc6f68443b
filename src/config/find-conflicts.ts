import { remotePlatforms } from '../chat/index.ts'
import { type GivenSettings, joinedWithAnd, missingSettings } from '../settings/missing-settings.ts'
import { isLoopback } from '../settings/setting-schemas.ts'
import type { OwnSettingName } from './settings-schema.ts'

type Given = GivenSettings<OwnSettingName>

/** What only shows when settings are seen together. */
export const findConflicts = (given: Given): readonly string[] =>
  [
    azureConflicts,
    credentialConflicts,
    writerConflicts,
    platformConflicts,
    alertConflicts,
    hostConflicts,
    journalConflicts,
    signInConflicts,
  ].flatMap((look) => look(given))

const platformConflicts = (given: Given): readonly string[] =>
  remotePlatforms.flatMap(({ settings }) => settings.conflicts(given))

const journalConflicts = (given: Given): readonly string[] => {
  if (given.JOURNAL_KEY_VAULT_SECRET === undefined) return []
  if (given.JOURNAL_KEY_FILE !== undefined)
    return ['JOURNAL_KEY_FILE: the key is in one place; remove it, or remove JOURNAL_KEY_VAULT_SECRET']
  return missingSettings(given, ['AZURE_SUBSCRIPTION_IDS'], 'JOURNAL_KEY_VAULT_SECRET')
}

const azureConflicts = (given: Given): readonly string[] => {
  if (given.AZURE_SUBSCRIPTION_IDS !== undefined)
    return given.SIMULATOR_URL === undefined
      ? []
      : ['SIMULATOR_URL: practice and real Azure exclude each other; remove it, or remove AZURE_SUBSCRIPTION_IDS']
  const started = credentialNames.filter((name) => given[name] !== undefined)
  // A cluster sets these by itself, also where somebody only wants to practise.
  if (started.length === 0 || given.AZURE_FEDERATED_TOKEN_FILE !== undefined) return []
  return [
    `AZURE_SUBSCRIPTION_IDS is missing: set it to use real Azure, or remove ${joinedWithAnd(started)} to practise`,
  ]
}

const credentialNames = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_WRITER_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
] as const

const credentialConflicts = (given: Given): readonly string[] => {
  const proofs = (
    ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'] as const
  ).filter((name) => given[name] !== undefined)
  if (given.AZURE_SUBSCRIPTION_IDS === undefined) return []
  if (proofs.length === 0) return []
  const several = proofs.length > 1 ? [`${joinedWithAnd(proofs)} exclude each other: keep one`] : []
  return [...several, ...missingSettings(given, ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'], proofs[0] ?? '')]
}

/** A secret or a certificate proves one application, and two names for one identity keep nothing apart. */
const writerConflicts = (given: Given): readonly string[] => {
  const { AZURE_WRITER_CLIENT_ID: writer, AZURE_CLIENT_ID: reader } = given
  if (writer === undefined) return []
  const proofs = (['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH'] as const).filter(
    (name) => given[name] !== undefined,
  )
  return [
    ...proofs.map(
      (name) => `AZURE_WRITER_CLIENT_ID takes managed or workload identities: remove it, or remove ${name}`,
    ),
    ...(writer.toLowerCase() === reader?.toLowerCase()
      ? ['AZURE_WRITER_CLIENT_ID is the same as AZURE_CLIENT_ID: name another identity, or remove it']
      : []),
  ]
}

const alertConflicts = (given: Given): readonly string[] => {
  const begun = (['ALERT_ENTRA_TENANT_ID', 'ALERT_ENTRA_AUDIENCE'] as const).filter((name) => given[name] !== undefined)
  const half =
    begun.length === 1 ? missingSettings(given, ['ALERT_ENTRA_TENANT_ID', 'ALERT_ENTRA_AUDIENCE'], begun[0] ?? '') : []
  const open = given.ALERT_WEBHOOK_SECRET !== undefined || begun.length === 2
  const unused =
    given.ALERT_CHANNELS !== undefined && !open && begun.length === 0
      ? [
          'ALERT_WEBHOOK_SECRET, or ALERT_ENTRA_TENANT_ID and ALERT_ENTRA_AUDIENCE, is missing: ALERT_CHANNELS needs one of them',
        ]
      : []
  return [...half, ...unused]
}

const signInConflicts = (given: Given): readonly string[] => {
  const begun = signInNames.filter((name) => given[name] !== undefined)
  return missingSettings(given, begun.length === 0 ? [] : [...signInNames, 'PUBLIC_URL'], begun[0] ?? '')
}

const signInNames = ['SIGN_IN_TENANT_ID', 'SIGN_IN_CLIENT_ID', 'SIGN_IN_CLIENT_SECRET'] as const

const hostConflicts = (given: Given): readonly string[] => {
  if (given.HOST === undefined || isLoopback(given.HOST)) return []
  const needed = ['ALERT_WEBHOOK_SECRET', 'ALERT_ENTRA_AUDIENCE', 'SIGN_IN_CLIENT_ID'] as const
  const called = needed.some((name) => given[name] !== undefined)
  const isSet = (name: string): boolean => Object.hasOwn(given, name)
  const delivered = remotePlatforms.some(
    ({ settings }) => isSet(settings.deliverySetting) || (called && isSet(settings.neededSetting)),
  )
  if (delivered) return []
  return ['HOST must be 127.0.0.1: the web chat has no sign-in, so nobody but this machine may reach it']
}
