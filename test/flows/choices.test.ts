import { afterEach, describe, expect, it } from 'vitest'
import { messageText } from '../message-text.ts'
import type { Side } from './platform-clients.ts'
import { minute, startOnThreePlatforms, type ThreePlatforms } from './three-platforms.ts'

/** The same on the web chat: test/conversations/choices.test.ts. */
let flow: ThreePlatforms
afterEach(() => flow.stop())

/** What the buttons of the latest question carry, in their order; found by the bytes that the platform was sent. */
const tokensOf = (messages: readonly object[]): readonly string[] => {
  const asked = messages.map((message) => JSON.stringify(message)).findLast((text) => /"choose(?:#\d+)?"/.test(text))
  return [...new Set(asked?.match(/[0-9a-f-]{36}\/\d/g))].sort()
}

const platforms: readonly [
  string,
  (flow: ThreePlatforms) => { readonly side: Side; readonly messages: readonly object[]; readonly bram: string },
][] = [
  ['Slack', ({ slack, slackCloud }) => ({ side: slack, messages: slackCloud.messages, bram: 'slack' })],
  ['Teams', ({ teams, teamsCloud }) => ({ side: teams, messages: teamsCloud.messages, bram: 'teams' })],
]

describe.each(platforms)('a question back on %s, over HTTP', (_, on) => {
  it('is answered as whoever presses, refused to a stranger, and says when it is too old', async () => {
    flow = await startOnThreePlatforms()
    const { side, bram } = on(flow)
    await side.says('ada', 'contoso-web is down')
    await side.says('ada', 'contoso-api is slow')
    await side.says('ada', "I'm on it")
    const [newest = '', older = ''] = tokensOf(on(flow).messages)
    expect((await flow.incident('INC-1')).owner).toBeUndefined()

    await side.clicks('nobody', 'choose', older)
    expect((await flow.incident('INC-1')).owner).toBeUndefined()

    await side.clicks('bram', 'choose', older)
    const { owner } = await flow.incident('INC-1')
    expect(owner).toMatchObject({ platform: bram, name: expect.stringContaining('Bram') })
    expect((await flow.incident('INC-2')).owner).toBeUndefined()
    expect(JSON.stringify(on(flow).messages)).toContain('is on INC-1 (contoso-web) now.')

    await flow.pass(11 * minute)
    const { told } = await side.clicks('bram', 'choose', newest)
    expect(told.join()).toContain(messageText('en', 'talk.choice-gone'))
    expect((await flow.incident('INC-2')).owner).toBeUndefined()
  })
})
