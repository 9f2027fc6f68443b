import type { WebhookEndpoint, WebhookHead, WebhookResponse } from '../chat/types.ts'
import type { AlertGuard } from './alert-guard.ts'
import { parseAlert } from './parse-alert.ts'
import { type Alert, type AlertOutcome, isWatcherId } from './types.ts'

export interface AlertEndpointOptions {
  readonly guard: AlertGuard
  readonly take: (alert: Alert) => Promise<AlertOutcome>
  readonly log: { error(details: object, message: string): void }
}

const alertPath = '/api/alerts'

/** Azure Monitor's largest is about 260 KB, dimensions and all. */
const maxBodyInBytes = 512 * 1024

/**
 * Takes alerts of Azure Monitor. It answers when the alert is journaled (L4): Azure Monitor sends again whatever is
 * not answered with 200, and the journal knows what it had already.
 */
export const createAlertEndpoint = ({ guard, take, log }: AlertEndpointOptions): WebhookEndpoint => {
  /** So that nobody is asked twice, before the body and after it. */
  const passed = new WeakSet<WebhookHead['headers']>()

  const judge = async (head: WebhookHead): Promise<WebhookResponse | undefined> => {
    if (passed.has(head.headers)) return undefined
    const who = await guard(head)
    if (who === 'refused') return jsonAnswer(401, { error: 'The secret or the token is missing or wrong.' })
    if (who === 'unavailable')
      return jsonAnswer(503, { error: 'The signing keys could not be fetched; send it again.' })
    passed.add(head.headers)
    return undefined
  }

  const orUnavailable = async <Answer>(work: () => Promise<Answer>): Promise<Answer | WebhookResponse> => {
    try {
      return await work()
    } catch (error) {
      log.error({ err: error }, 'an alert could not be taken')
      return jsonAnswer(503, { error: 'It could not be taken now; send it again.' })
    }
  }

  return {
    path: alertPath,
    maxBodyInBytes,
    contentTypes: ['application/json'],
    admit: (head) => orUnavailable(() => judge(head)),
    serve: (request) =>
      orUnavailable(async () => {
        const refused = await judge(request)
        if (refused !== undefined) return refused
        const alert = parseAlert(request.body)
        if (typeof alert === 'string') return jsonAnswer(400, { error: alert })
        return jsonAnswer(200, answerBodyOf(await take(alert)))
      }),
  }
}

const jsonAnswer = (status: number, body: object): WebhookResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

/** What to do about it stands in the answer: it is what the action group's own test shows. */
const answerBodyOf = (taken: AlertOutcome): object => {
  switch (taken.is) {
    case 'several-apps':
      return {
        ...taken,
        map: 'Several apps send there, and nothing says which of them is meant: split the rule by _ResourceId or AppRoleName.',
      }
    case 'unknown-resource':
      return {
        ...taken,
        map: taken.targets.some(isWatcherId)
          ? 'Nothing says which app this component or workspace watches. Give the app a tag with its resource id for ' +
            'a value, as Azure does with "hidden-link: /app-insights-resource-id", or split the rule by _ResourceId or ' +
            "AppRoleName. Azure's own links are seen with Microsoft.Insights/components/read."
          : 'No App Service app was found for these. Point the alert rule at the app or its plan, and see that ' +
            'AZURE_SUBSCRIPTION_IDS holds its subscription and Appmedic may read it.',
      }
    case 'not-about-an-app':
      return { ...taken, why: 'It names no resource, so it has nothing to do with an app: nothing is done.' }
    case 'no-channel':
      return {
        ...taken,
        map: 'No channel is meant for this app: add it to ALERT_CHANNELS or to "channels" of the policy.',
      }
    default:
      return taken
  }
}
