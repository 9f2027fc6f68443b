import { resolve } from 'node:path'
import type { LiveValidationResult, LiveValidator } from 'oav'
import type { Pair } from './recorder.ts'

/** One thing that differs from Microsoft's specification. */
export interface Difference {
  readonly in: 'request' | 'answer'
  /** oav's code; `NOT_IN_SPECS` where no operation matches. */
  readonly code: string
  /** JSON paths in the body, numbers of list items left out. */
  readonly paths: readonly string[]
  readonly message: string
}

export interface Checked {
  /** The specification's name of it, or `METHOD path` where it has none. */
  readonly operation: string
  readonly known: boolean
  /** The version sent and the one that it was checked against. */
  readonly version: string
  readonly differences: readonly Difference[]
}

export interface Specs {
  check(pair: Pair): Promise<Checked>
}

/** Reads Microsoft's OpenAPI files under `directory`; takes a few seconds. */
export async function loadSpecs(directory: string): Promise<Specs> {
  const { LiveValidator } = await import('oav')
  const validator = new LiveValidator(
    {
      directory: resolve(directory),
      // Not the examples below them, which are no specifications.
      swaggerPathsPattern: ['/specification/*/resource-manager/*/stable/*/*.json'],
      loadValidatorInBackground: false,
      loadValidatorInInitialize: false,
      isArmCall: true,
    },
    () => undefined,
  )
  await validator.initialize()
  return { check: (pair) => check(validator, pair) }
}

async function check(validator: LiveValidator, pair: Pair): Promise<Checked> {
  const found = inSpecs(validator, pair)
  if (found === undefined) return unknown(pair)
  const { requestValidationResult, responseValidationResult, runtimeException } =
    await validator.validateLiveRequestResponse({
      liveRequest: {
        method: pair.method,
        url: found.url,
        headers: { ...pair.requestHeaders },
        ...bodyOf(pair.requestBody),
      },
      liveResponse: {
        statusCode: String(pair.status),
        headers: { ...pair.responseHeaders },
        ...bodyOf(pair.responseBody),
      },
    })
  if (runtimeException !== undefined) throw new Error(runtimeException.message)
  return {
    operation: requestValidationResult.operationInfo.operationId,
    known: true,
    version: found.sent === found.checked ? found.sent : `${found.sent} checked as ${found.checked}`,
    differences: [
      ...differences('request', requestValidationResult),
      ...differences('answer', responseValidationResult),
    ],
  }
}

function unknown({ method, url }: Pair): Checked {
  const [path = ''] = url.split('?')
  const difference: Difference = {
    in: 'request',
    code: 'NOT_IN_SPECS',
    paths: [],
    message: 'No operation of the specifications has this path and method.',
  }
  return { operation: `${method} ${path}`, known: false, version: versionOf(url), differences: [difference] }
}

interface Found {
  readonly url: string
  readonly sent: string
  readonly checked: string
}

/** The specifications hold one version or two of each provider: where the one sent is absent, the newest that fits. */
function inSpecs(validator: LiveValidator, { method, url }: Pair): Found | undefined {
  const sent = versionOf(url)
  for (const checked of [sent, ...versionsFor(validator, url)]) {
    const as = withVersion(url, checked)
    if (validator.getOperationInfo({ url: as, method }).error === undefined) return { url: as, sent, checked }
  }
  return undefined
}

function versionsFor(validator: LiveValidator, url: string): readonly string[] {
  const [path = ''] = url.split('?')
  const provider = [...path.matchAll(/\/providers\/([^/]+)/gi)].at(-1)?.[1] ?? 'Microsoft.Resources'
  const versions = validator.operationSearcher.cache.get(provider.toLowerCase())?.keys() ?? []
  return [...versions].sort().reverse()
}

function versionOf(url: string): string {
  return new URL(url, 'https://management.azure.com').searchParams.get('api-version') ?? ''
}

function withVersion(url: string, version: string): string {
  const absolute = new URL(url, 'https://management.azure.com')
  absolute.searchParams.set('api-version', version)
  return absolute.href
}

/** oav takes lists for bodies too, whatever its types say. */
function bodyOf(body: unknown): { body?: Record<string, unknown> } {
  return body === undefined ? {} : { body: body as Record<string, unknown> }
}

function differences(where: Difference['in'], result: LiveValidationResult): Difference[] {
  const { runtimeException, errors } = result
  const thrown =
    runtimeException === undefined ? [] : [{ code: runtimeException.code, message: runtimeException.message }]
  return [
    ...errors.map((error) => ({
      in: where,
      code: error.code,
      paths: [...new Set(error.pathsInPayload.map((path) => path.replace(/\/\d+(?=\/|$)/g, '/*')))],
      message: error.message,
    })),
    ...thrown.map((error) => ({ ...error, in: where, paths: [] })),
  ]
}
