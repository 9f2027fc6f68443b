import type { Door, DoorAnswer } from '../chat/types.ts'
import { readAlert } from './common-schema.ts'
import type { AlertGuard } from './guard.ts'
import type { Alert, Taken } from './types.ts'

export interface AlertDoorOptions {
  readonly guard: AlertGuard
  readonly take: (alert: Alert) => Promise<Taken>
  readonly log: { error(details: object, message: string): void }
}

const alertPath = '/api/alerts'

/** Azure Monitor's largest is about 260 KB, dimensions and all. */
const longestInBytes = 512 * 1024

/**
 * Takes alerts of Azure Monitor. It answers when the alert is journaled (L4): Azure Monitor sends again whatever is
 * not answered with 200, and the journal knows what it had already.
 */
export const createAlertDoor = ({ guard, take, log }: AlertDoorOptions): Door => ({
  path: alertPath,
  serve: async (request) => {
    try {
      const who = await guard(request)
      if (who === 'refused') return answer(401, { error: 'The secret or the token is missing or wrong.' })
      if (who === 'unavailable') return answer(503, { error: 'The signing keys could not be fetched; send it again.' })
      if (request.body.byteLength > longestInBytes) return answer(413, { error: 'Too large for an alert.' })
      const alert = readAlert(request.body)
      if (typeof alert === 'string') return answer(400, { error: alert })
      return answer(200, told(await take(alert)))
    } catch (error) {
      log.error({ err: error }, 'an alert could not be taken')
      return answer(503, { error: 'It could not be taken now; send it again.' })
    }
  },
})

const answer = (status: number, body: object): DoorAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

/** What to do about it stands in the answer: it is what the action group's own test shows. */
const told = (taken: Taken): object => {
  switch (taken.is) {
    case 'unknown-resource':
      return {
        ...taken,
        map:
          'No App Service app was found for these. Point the alert rule at the app or its plan, and see that ' +
          'AZURE_SUBSCRIPTION_IDS holds its subscription and Appmedic may read it.',
      }
    case 'no-channel':
      return {
        ...taken,
        map: 'No channel is meant for this app: add it to ALERT_CHANNELS or to "channels" of the policy.',
      }
    default:
      return taken
  }
}
