import type { HttpClient } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import { guardHosts } from '../transport/allowed-hosts.ts'

export interface KeyVaultSecretRequest {
  /** `https://<vault>.vault.azure.net/secrets/<name>`, with or without a version. */
  readonly url: string
  readonly credential: TokenCredential
  /** The SDK's own where absent. */
  readonly httpClient?: HttpClient
}

/** The secret could not be read; the message says what to do and holds nothing of it. */
export class KeyVaultError extends Error {
  override readonly name = 'KeyVaultError'
}

/** Key Vault's names in the clouds; a token for it goes nowhere else. */
const vaultDomains = ['vault.azure.net', 'vault.azure.cn', 'vault.usgovcloudapi.net']

const vaultDomainOf = (url: string): string | undefined => {
  const { protocol, port, hostname } = new URL(url)
  return protocol === 'https:' && port === ''
    ? vaultDomains.find((domain) => hostname.endsWith(`.${domain}`))
    : undefined
}

const apiVersion = '7.4'

/** The secret's text. Throws `KeyVaultError`. */
export const readKeyVaultSecret = async ({ url, credential, httpClient }: KeyVaultSecretRequest): Promise<string> => {
  const domain = vaultDomainOf(url)
  if (domain === undefined) throw new KeyVaultError(`${url} is no secret of a Key Vault`)
  const sdk = await import('@azure/core-rest-pipeline')
  const { host } = new URL(url)
  const pipeline = sdk.createEmptyPipeline()
  pipeline.addPolicy(sdk.defaultRetryPolicy())
  pipeline.addPolicy(sdk.bearerTokenAuthenticationPolicy({ credential, scopes: `https://${domain}/.default` }))
  const client = guardHosts(httpClient ?? sdk.createDefaultHttpClient(), (to) => to.host === host)
  const headers = sdk.createHttpHeaders({ accept: 'application/json', 'user-agent': 'appmedic' })
  const request = sdk.createPipelineRequest({ url: `${url}?api-version=${apiVersion}`, headers })
  const { status, bodyAsText } = await pipeline.sendRequest(client, request).catch((error: Error) => {
    throw new KeyVaultError(`The Key Vault ${host} could not be asked: ${error.message}`, { cause: error })
  })
  if (status !== 200) throw new KeyVaultError(`${url} could not be read: ${adviceFor(status)}`)
  return valueIn(bodyAsText, url)
}

const adviceFor = (status: number): string => {
  if (status === 401) return 'the vault does not accept this identity; it must be of the vault’s tenant.'
  if (status === 403)
    return 'the identity that reads may not, or the vault’s firewall is shut. Give it the role Key Vault Secrets User on this secret.'
  if (status === 404)
    return 'there is no secret of this name, or it is disabled. Make one with `openssl rand -base64 32`.'
  return `the vault answered ${status}.`
}

const valueIn = (body: string | null | undefined, url: string): string => {
  try {
    const { value } = JSON.parse(body ?? '') as { readonly value?: unknown }
    if (typeof value === 'string') return value
  } catch {
    // Said below: whatever answered was no Key Vault.
  }
  throw new KeyVaultError(`${url} gave no secret: the answer has no value.`)
}
