import type { Pipeline, PipelinePolicy } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import { hostsPolicy, type UrlPredicate } from './allowed-hosts.ts'
import { errorPolicy } from './error-policy.ts'
import { retryAfterPolicy } from './retry-after-policy.ts'

export type PipelineModule = typeof import('@azure/core-rest-pipeline')

export interface PipelineSettings {
  readonly credential: TokenCredential
  readonly scopes: readonly string[]
  /** Where the token may go. */
  readonly allows: UrlPredicate
  /** Decides what may be sent. Closest to the wire, after retries and redirects, so that nothing slips past it. */
  readonly guard: PipelinePolicy
  /** Tries after the first. A write gets none: an answer that got lost may have been a success (L2). */
  readonly retries: number
}

const firstDelayInMs = 300
const longestDelayInMs = 2_000

/** The SDK's own pipeline with our guard and our errors; no redirects, ARM has none that we want to follow. */
export const buildPipeline = (sdk: PipelineModule, settings: PipelineSettings): Pipeline => {
  const pipeline = sdk.createPipelineFromOptions({
    retryOptions: {
      maxRetries: settings.retries,
      retryDelayInMs: firstDelayInMs,
      maxRetryDelayInMs: longestDelayInMs,
    },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'appmedic' },
  })
  const scopes = [...settings.scopes]
  pipeline.addPolicy(sdk.bearerTokenAuthenticationPolicy({ credential: settings.credential, scopes }))
  pipeline.addPolicy(retryAfterPolicy(), { afterPhase: 'Retry' })
  pipeline.addPolicy(settings.guard, { afterPhase: 'Sign' })
  pipeline.addPolicy(hostsPolicy(settings.allows), { phase: 'Serialize' })
  pipeline.addPolicy(errorPolicy(), { phase: 'Serialize' })
  return pipeline
}
