import { createAlertDoor } from '../alerts/door.ts'
import { createAlertGuard } from '../alerts/guard.ts'
import { createKeys } from '../chat/teams/guard/keys.ts'
import type { Door } from '../chat/types.ts'
import type { Config } from '../config.ts'
import type { Room } from '../room.ts'

type Log = Parameters<typeof createKeys>[0]['log']

/** The door for Azure Monitor's alerts, where it is configured: without a secret or Entra ID there is none. */
export const alertDoors = (
  { alerts }: Pick<Config, 'alerts'>,
  room: Pick<Room, 'alert'>,
  log: Log,
): readonly Door[] => {
  if (alerts === undefined) return []
  const { secret, entra } = alerts
  const guard = createAlertGuard({
    now: Date.now,
    ...(secret === undefined ? {} : { secret }),
    ...(entra === undefined
      ? {}
      : { entra: { ...entra, keys: createKeys({ metadataUrl: metadataOf(entra.tenantId), now: Date.now, log }) } }),
  })
  return [createAlertDoor({ guard, take: room.alert, log })]
}

const metadataOf = (tenant: string): string =>
  `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`
