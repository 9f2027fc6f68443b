import { remotePlatforms } from '../chat/index.ts'
import { isLoopback } from '../settings/setting-schemas.ts'
import type { SettingValues } from './settings-schema.ts'
import type { AlertsConfig, AzureConfig, AzureSignIn, Config, JournalKeyConfig, SignInConfig } from './types.ts'

/** Settings that were found right, alone and together, as what they mean. */
export const assembleConfig = (values: SettingValues, warnings: readonly string[]): Config => {
  const azure = azureOf(values)
  const alerts = alertsOf(values)
  const signIn = signInPagesOf(values)
  return {
    web: { host: values.HOST, port: values.PORT, chat: isLoopback(values.HOST) },
    dataDir: values.DATA_DIR,
    journal: journalKeyOf(values),
    files: {
      limitInBytes: values.MAX_DUMP_MB * 1_000_000,
      retention: {
        // In practice they show how it goes, and nobody needs them the day after.
        dumps: values.KEEP_DUMPS_DAYS ?? (azure.kind === 'simulator' ? 1 : 7),
        others: values.KEEP_EVIDENCE_DAYS,
      },
    },
    ...(values.POLICY_FILE === undefined ? {} : { policyFile: values.POLICY_FILE }),
    language: values.LANGUAGE,
    timeZone: values.TIME_ZONE,
    currency: values.PRICE_CURRENCY,
    logLevel: values.LOG_LEVEL,
    practice: azure.kind === 'simulator',
    azure,
    platforms: platformsOf(values),
    ...(alerts === undefined ? {} : { alerts }),
    ...(signIn === undefined ? {} : { signIn }),
    warnings,
  }
}

const journalKeyOf = (values: SettingValues): JournalKeyConfig => {
  const { JOURNAL_KEY_FILE: keyFile, JOURNAL_KEY_VAULT_SECRET: vaultSecret, JOURNAL_WITNESS_FILE: witnessFile } = values
  return {
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(vaultSecret === undefined ? {} : { vaultSecret }),
    ...(witnessFile === undefined ? {} : { witnessFile }),
  }
}

const azureOf = (values: SettingValues): AzureConfig => {
  if (values.AZURE_SUBSCRIPTION_IDS !== undefined)
    return {
      kind: 'real',
      subscriptionIds: values.AZURE_SUBSCRIPTION_IDS,
      ...(values.VISIT_PRIVATE_NETWORKS === undefined ? {} : { visitNetworks: values.VISIT_PRIVATE_NETWORKS }),
      ...identitiesOf(values),
    }
  return {
    kind: 'simulator',
    ...(values.SIMULATOR_URL === undefined ? {} : { url: values.SIMULATOR_URL }),
    speed: values.SIMULATOR_SPEED,
    seed: values.SIMULATOR_SEED,
    ...(values.SIMULATOR_FAULTS === undefined ? {} : { faults: values.SIMULATOR_FAULTS }),
  }
}

const identitiesOf = (values: SettingValues): Pick<RealAzure, 'signIn' | 'writerSignIn'> => {
  const signIn = signInOf(values)
  const { AZURE_WRITER_CLIENT_ID: clientId } = values
  if (clientId === undefined) return { signIn }
  return { signIn, writerSignIn: signIn.kind === 'workload' ? { ...signIn, clientId } : { kind: 'managed', clientId } }
}

type RealAzure = Extract<AzureConfig, { kind: 'real' }>

const signInOf = (values: SettingValues): AzureSignIn => {
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: secret } = values
  const { AZURE_CLIENT_CERTIFICATE_PATH: path, AZURE_FEDERATED_TOKEN_FILE: tokenFile } = values
  if (tenantId !== undefined && clientId !== undefined) {
    if (secret !== undefined) return { kind: 'secret', tenantId, clientId, secret }
    if (path !== undefined) return { kind: 'certificate', tenantId, clientId, path }
    if (tokenFile !== undefined) return { kind: 'workload', tenantId, clientId, tokenFile }
  }
  return clientId === undefined ? { kind: 'default' } : { kind: 'default', clientId }
}

const alertsOf = (values: SettingValues): AlertsConfig | undefined => {
  const { ALERT_WEBHOOK_SECRET: secret, ALERT_ENTRA_TENANT_ID: tenantId, ALERT_ENTRA_AUDIENCE: audience } = values
  const entra = tenantId === undefined || audience === undefined ? {} : { entra: { tenantId, audience } }
  if (secret === undefined && !('entra' in entra)) return undefined
  return { ...(secret === undefined ? {} : { secret }), ...entra, channels: values.ALERT_CHANNELS ?? [] }
}

const signInPagesOf = (values: SettingValues): SignInConfig | undefined => {
  const { PUBLIC_URL: publicUrl, SIGN_IN_TENANT_ID: tenantId, SIGN_IN_CLIENT_ID: clientId } = values
  const { SIGN_IN_CLIENT_SECRET: clientSecret } = values
  if (publicUrl === undefined || tenantId === undefined) return undefined
  if (clientId === undefined || clientSecret === undefined) return undefined
  return { publicUrl, tenantId, clientId, clientSecret }
}

/** What each platform makes of its settings, by its name: nobody else's to look into. */
const platformsOf = (values: SettingValues): Config['platforms'] =>
  Object.fromEntries(
    remotePlatforms.flatMap(({ name, settings }) => {
      const config = settings.configOf({ ...values })
      return config === undefined ? [] : [[name, config] as const]
    }),
  )
