import type { TokenCredential } from '@azure/identity'
import type { TeamsEndpoints } from './cloud-endpoints.ts'
import type { TeamsAppConfig } from './options.ts'

/** The bot's own token, for speaking to Teams. */
export interface BotTokenSource {
  /** Fetched when needed, one fetch at a time, kept until shortly before it ends. */
  token(): Promise<string>
  /** Teams took the token no more. */
  forget(): void
}

const fetchTimeoutInMs = 15_000
const renewBeforeInMs = 5 * 60_000

/** A credential has a cache of its own, so a token that was refused takes a new credential. */
export const createBotTokenSource = (
  makeCredential: () => TokenCredential,
  scope: string,
  now: () => number,
): BotTokenSource => {
  let credential = makeCredential()
  let known: { readonly token: string; readonly expiresOnTimestamp: number } | undefined
  let underWay: Promise<string> | undefined

  const fetchToken = async (): Promise<string> => {
    const fetched = await credential.getToken(scope, { abortSignal: AbortSignal.timeout(fetchTimeoutInMs) })
    if (fetched === null) throw new Error('The sign-in gave no token.')
    known = fetched
    return fetched.token
  }

  return {
    token: async () => {
      if (known !== undefined && known.expiresOnTimestamp - renewBeforeInMs > now()) return known.token
      underWay ??= fetchToken().finally(() => {
        underWay = undefined
      })
      return underWay
    },
    forget: () => {
      known = undefined
      credential = makeCredential()
    },
  }
}

/** Loaded only where Teams is configured. */
export const credentialFactoryFor = async (
  { appId, tenantId, signIn }: TeamsAppConfig,
  { authorityHost, signInClient }: TeamsEndpoints,
): Promise<() => TokenCredential> => {
  const { ClientCertificateCredential, ClientSecretCredential, ManagedIdentityCredential } = await import(
    '@azure/identity'
  )
  const options = { authorityHost, ...(signInClient === undefined ? {} : { httpClient: signInClient }) }
  switch (signIn.kind) {
    case 'password':
      return () => new ClientSecretCredential(tenantId, appId, signIn.password, options)
    case 'certificate':
      return () => new ClientCertificateCredential(tenantId, appId, { certificatePath: signIn.path }, options)
    case 'managed-identity':
      return () => new ManagedIdentityCredential({ clientId: appId })
    default:
      return signIn satisfies never
  }
}
