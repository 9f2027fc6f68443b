import type { TokenCredential } from '@azure/identity'
import type { AzureSignIn } from '../config.ts'

/** Loads the identity library only where Azure is real. */
export const credentialFor = async (signIn: AzureSignIn): Promise<TokenCredential> => {
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
