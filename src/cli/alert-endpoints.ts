import { type AlertEndpointOptions, createAlertEndpoint } from '../alerts/alert-endpoint.ts'
import { createAlertGuard } from '../alerts/alert-guard.ts'
import { createSigningKeys } from '../auth/signing-keys.ts'
import type { WebhookEndpoint } from '../chat/types.ts'
import type { Config } from '../config/index.ts'

/** The way in for Azure Monitor's alerts, where it is configured: without a secret or Entra ID there is none. */
export const alertEndpointsOf = (
  { alerts }: Pick<Config, 'alerts'>,
  { take, log }: Pick<AlertEndpointOptions, 'take' | 'log'>,
): readonly WebhookEndpoint[] => {
  if (alerts === undefined) return []
  const { secret, entra } = alerts
  const guard = createAlertGuard({
    now: Date.now,
    ...(secret === undefined ? {} : { secret }),
    ...(entra === undefined
      ? {}
      : {
          entra: {
            ...entra,
            keys: createSigningKeys({ metadataUrl: openIdMetadataUrl(entra.tenantId), now: Date.now, log }),
          },
        }),
  })
  return [createAlertEndpoint({ guard, take, log })]
}

const openIdMetadataUrl = (tenant: string): string =>
  `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`
