import { afterEach, expect, test } from 'vitest'
import { publicCloudEndpoints } from '../../src/chat/teams/cloud-endpoints.ts'
import { createServiceUrlCheck } from '../../src/chat/teams/service-url-check.ts'
import { createTeamsWorld, type TeamsWorld, until } from '../chat/teams/world.ts'
import { isWirePresent, listWire, type Recorded, readWire } from './wire.ts'

let world: TeamsWorld | undefined
afterEach(() => world?.stop())

/** The same as if it were sent to our bot, from our tenant, by the service that Teams' token names. */
const asOurs = ({ cloud }: TeamsWorld, recorded: Recorded): Recorded => {
  const swaps = [
    [recorded.serviceUrl, cloud.serviceUrl],
    [recorded.channelData.tenant.id, cloud.tenantId],
    [recorded.recipient.id, `28:${cloud.appId}`],
  ]
  return JSON.parse(swaps.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(recorded)))
}

test.skipIf(!isWirePresent)('as they were recorded, for other bots, they are refused', async () => {
  const opened = await createTeamsWorld()
  world = opened
  for (const name of listWire('teams')) {
    const { status } = await opened.send(readWire(`teams/${name}`))
    expect([401, 403], name).toContain(status)
  }
  expect(opened.inputs).toEqual([])
  expect(opened.logged.filter(({ level }) => level === 'error')).toEqual([])
})

const heard: Readonly<Record<string, object>> = {
  'real-channel-reply.json': {
    kind: 'message',
    text: 'reply to thread',
    addressed: true,
    locale: 'en-US',
    place: { channel: '19:6848757105754c8981c67612732d9aa7@thread.tacv2', thread: '1759881511856' },
    person: { id: 'b15a9416-0ad3-4172-9210-7beb711d3f70', name: 'rido' },
  },
  'docs-personal-message.json': {
    kind: 'message',
    text: 'Hello Teams TestBot',
    addressed: true,
    place: { thread: 'chat' },
    person: { id: '7faf8ab2-3d56-4244-b585-20c8a42ed2b8', name: 'Megan Bowen' },
  },
}

test.skipIf(!isWirePresent)('the services that sent them may be talked to', () => {
  const mayTalkTo = createServiceUrlCheck(publicCloudEndpoints.serviceHosts)
  expect(listWire('teams').filter((name) => !mayTalkTo(readWire(`teams/${name}`).serviceUrl))).toEqual([])
})

test.skipIf(!isWirePresent).each(listWire('teams'))('%s, as if it were for us', async (name) => {
  const opened = await createTeamsWorld()
  world = opened
  const answer = await opened.send(asOurs(opened, readWire(`teams/${name}`)))

  expect(answer.status).toBe(200)
  const expected = heard[name]
  if (expected !== undefined) await until(() => opened.inputs.length === 1)
  expect(opened.inputs).toEqual(expected === undefined ? [] : [expect.objectContaining({ kind: 'message' })])
  if (expected !== undefined) expect(opened.inputs[0]).toMatchObject(expected)
  expect(opened.logged.filter(({ level }) => level === 'error')).toEqual([])
})
