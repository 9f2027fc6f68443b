import { startTeamsCloud } from '../../test/chat/teams/cloud.ts'
import { overheard } from '../../test/chat/teams/payloads.ts'
import { measureAcknowledging } from '../acknowledge.ts'
import { startChild } from '../child.ts'
import { releasing } from '../rounds.ts'
import type { Measure } from '../types.ts'

/** A message of a channel, told apart from every other, with a token that Teams uses for an hour. */
export const teamsAck: Measure = {
  name: 'teams-ack',
  goal: 'acknowledging a Teams message costs ≤ 1.0× of bare botbuilder with its check of the token, in CPU a request',
  run: () =>
    releasing(async (later) => {
      const cloud = await startTeamsCloud(Date.now)
      later(cloud.stop)
      const env = {
        CLOUD_URL: cloud.url,
        MICROSOFT_APP_ID: cloud.appId,
        MICROSOFT_APP_TENANT_ID: cloud.tenantId,
        IDENTITY_ENDPOINT: `${cloud.url}/msi/token`,
        IDENTITY_HEADER: 'x',
      }
      const ours = await startChild('teams-ours', env)
      later(ours.stop)
      const floor = await startChild('teams-botbuilder', env)
      later(floor.stop)
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` }
      const path = '/api/messages'
      const measured = await measureAcknowledging(
        { ours: { child: ours, path }, floor: { child: floor, path } },
        (count) =>
          Array.from({ length: count }, () => ({
            headers,
            body: Buffer.from(JSON.stringify(overheard(cloud, 'ada', 'contoso-web is giving 503s again'))),
          })),
      )
      return { ...measured, notes: { ...measured.notes, keysFetched: cloud.asked.get('/keys') ?? 0 } }
    }),
}
