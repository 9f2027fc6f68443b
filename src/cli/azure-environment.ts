import type { TokenCredential } from '@azure/identity'
import type { Clock } from '../clock/clock.ts'
import { runningClock } from '../clock/running-clock.ts'
import type { AzureConnectionOptions } from '../composition/azure-connection.ts'
import type { AzureSignIn, Config } from '../config/index.ts'
import { journaledUntil } from '../journal/index.ts'
import { joinRunningSimulator, type PracticeEnvironment, practiceCredential } from './practice-environment.ts'

/** The Azure to work on, real or simulated, and its time. */
export interface AzureEnvironment {
  readonly clock: Clock
  readonly azure: Pick<AzureConnectionOptions, 'credential' | 'writerCredential' | 'simulatorUrl' | 'visitNetworks'>
  readonly practice?: { readonly speed: number }
  stop(): Promise<void>
}

export const openAzureEnvironment = async ({ azure, dataDir, journal }: Config): Promise<AzureEnvironment> => {
  if (azure.kind === 'real') {
    return {
      clock: runningClock(),
      azure: {
        ...(await credentialsFor(azure)),
        ...(azure.visitNetworks === undefined ? {} : { visitNetworks: azure.visitNetworks }),
      },
      stop: async () => undefined,
    }
  }
  const { url, clock, speed, stop } = await openPractice(azure, await journaledUntil({ dataDir, ...journal }))
  return { clock, azure: { credential: practiceCredential, simulatorUrl: url }, practice: { speed }, stop }
}

/** The simulator is loaded only where it is started along. */
const openPractice = async (
  azure: Extract<Config['azure'], { kind: 'simulator' }>,
  until: number | undefined,
): Promise<PracticeEnvironment> =>
  azure.url === undefined
    ? await (await import('./start-practice.ts')).startPractice(azure, until)
    : await joinRunningSimulator(azure.url)

const credentialsFor = async ({ signIn, writerSignIn }: RealAzure): Promise<AzureEnvironment['azure']> => {
  const credential = await azureCredentialFor(signIn)
  if (writerSignIn === undefined) return { credential }
  return { credential, writerCredential: await azureCredentialFor(writerSignIn) }
}

type RealAzure = Extract<Config['azure'], { kind: 'real' }>

/** Who reads and who writes, for the start. */
export const identitiesLine = ({ signIn, writerSignIn }: Pick<RealAzure, 'signIn' | 'writerSignIn'>): string =>
  writerSignIn === undefined
    ? `${nameOf(signIn)} reads and writes; AZURE_WRITER_CLIENT_ID would let another one write.`
    : `${nameOf(signIn)} reads, ${nameOf(writerSignIn)} carries out approved steps.`

const nameOf = ({ clientId }: AzureSignIn): string =>
  clientId === undefined ? 'The identity around' : `Identity ${clientId}`

/** Loads the identity library only where Azure is real. */
const azureCredentialFor = async (signIn: AzureSignIn): Promise<TokenCredential> => {
  const identity = await import('@azure/identity')
  switch (signIn.kind) {
    case 'default':
      return new identity.DefaultAzureCredential(
        signIn.clientId === undefined ? {} : { managedIdentityClientId: signIn.clientId },
      )
    case 'managed':
      return new identity.ManagedIdentityCredential({ clientId: signIn.clientId })
    case 'secret':
      return new identity.ClientSecretCredential(signIn.tenantId, signIn.clientId, signIn.secret)
    case 'certificate':
      return new identity.ClientCertificateCredential(signIn.tenantId, signIn.clientId, signIn.path)
    case 'workload':
      return new identity.WorkloadIdentityCredential({
        tenantId: signIn.tenantId,
        clientId: signIn.clientId,
        tokenFilePath: signIn.tokenFile,
      })
    default:
      return signIn satisfies never
  }
}
