import { event, written } from '../../test/chat/slack/payloads.ts'
import { startSlack } from '../../test/chat/slack/slack.ts'
import { measureAcknowledging } from '../acknowledge.ts'
import { startChild } from '../child.ts'
import { releasing } from '../rounds.ts'
import type { Measure } from '../types.ts'

/** A signed message of a channel, told apart from every other; Bolt checks, acknowledges and does no more. */
export const slackAck: Measure = {
  name: 'slack-ack',
  goal: 'acknowledging a Slack message costs ≤ 1.0× of bare Bolt, in CPU a request',
  run: () =>
    releasing(async (later) => {
      const slack = await startSlack(Date.now)
      later(slack.stop)
      const env = { SLACK_BOT_TOKEN: slack.token, SLACK_SIGNING_SECRET: slack.secret, SLACK_API_URL: slack.url }
      const ours = await startChild('slack-ours', env)
      later(ours.stop)
      const floor = await startChild('slack-bolt', env)
      later(floor.stop)
      const path = '/slack/events'
      return measureAcknowledging({ ours: { child: ours, path }, floor: { child: floor, path } }, (count) =>
        Array.from({ length: count }, () =>
          slack.signed(JSON.stringify(event(slack, written(slack, 'ada', 'contoso-web is giving 503s again')))),
        ),
      )
    }),
}
