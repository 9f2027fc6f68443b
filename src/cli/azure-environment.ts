import type { TokenCredential } from '@azure/identity'
import type { Clock } from '../clock/clock.ts'
import { runningClock } from '../clock/running-clock.ts'
import type { AzureSignIn, Config } from '../config/index.ts'
import { openPracticeEnvironment, practiceCredential } from './practice-environment.ts'

/** The Azure to work on, real or simulated, and its time. */
export interface AzureEnvironment {
  readonly clock: Clock
  readonly azure: { readonly credential: TokenCredential; readonly simulatorUrl?: string }
  readonly practice?: { readonly speed: number }
  stop(): Promise<void>
}

export const openAzureEnvironment = async ({ azure }: Config): Promise<AzureEnvironment> => {
  if (azure.kind === 'real') {
    return {
      clock: runningClock(),
      azure: { credential: await azureCredentialFor(azure.signIn) },
      stop: async () => undefined,
    }
  }
  const { url, clock, speed, stop } = await openPracticeEnvironment(azure)
  return { clock, azure: { credential: practiceCredential, simulatorUrl: url }, practice: { speed }, stop }
}

/** Loads the identity library only where Azure is real. */
const azureCredentialFor = async (signIn: AzureSignIn): Promise<TokenCredential> => {
  const identity = await import('@azure/identity')
  switch (signIn.kind) {
    case 'default':
      return new identity.DefaultAzureCredential(
        signIn.clientId === undefined ? {} : { managedIdentityClientId: signIn.clientId },
      )
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
