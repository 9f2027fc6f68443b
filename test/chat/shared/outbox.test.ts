import { describe, expect, it } from 'vitest'
import { createOutbox } from '../../../src/chat/shared/outbox/index.ts'
import type { SendingLimits } from '../../../src/chat/shared/outbox/types.ts'
import { slackSendingLimits } from '../../../src/chat/slack/sending-limits.ts'
import { SlackCallError } from '../../../src/chat/slack/web-api.ts'
import { TeamsCallError } from '../../../src/chat/teams/connector-http-client.ts'
import { teamsSendingLimits } from '../../../src/chat/teams/sending-limits.ts'

/** Time stands still but for what is waited for. */
const outboxWith = (limits: SendingLimits) => {
  let time = 0
  const failures: unknown[] = []
  const outbox = createOutbox({
    limits,
    now: () => time,
    after: (inMs, run) => {
      const timer = setImmediate(() => {
        time += inMs
        run()
      })
      return () => clearImmediate(timer)
    },
    log: { warn: () => undefined },
    onFailure: (error) => failures.push(error),
  })
  const sent: { readonly what: string; readonly at: number }[] = []
  const send =
    (what: string, takesInMs = 0) =>
    async () => {
      sent.push({ what, at: time })
      time += takesInMs
    }
  return { outbox, queue: outbox.queueFor('C1'), sent, send, failures }
}

const most = (sent: readonly { readonly at: number }[], inMs: number): number =>
  Math.max(...sent.map(({ at: from }) => sent.filter(({ at }) => at >= from && at < from + inMs).length))

describe('the pace of a channel', () => {
  it('is the one of Teams, by every limit at once', async () => {
    const { queue, sent, send } = outboxWith(teamsSendingLimits)

    await Promise.all(Array.from({ length: 130 }, (_, index) => queue.post(send(`card ${index}`))))

    expect([most(sent, 1_000), most(sent, 2_000), most(sent, 30_000)]).toEqual([7, 8, 60])
    expect(sent.map(({ what }) => what)).toEqual(Array.from({ length: 130 }, (_, index) => `card ${index}`))
  })

  it('holds edits too on Teams, in the order in which they came', async () => {
    const { queue, sent, send } = outboxWith(teamsSendingLimits)

    const posts = Array.from({ length: 8 }, (_, index) => queue.post(send(`card ${index}`)))
    await Promise.all([...posts, queue.edit('17', send('edit'))])

    expect(sent.at(-1)?.what).toBe('edit')
    expect(most(sent, 2_000)).toBe(8)
  })

  it('is one post a second on Slack, counted from the answer, which edits and whispers overtake', async () => {
    const { queue, sent, send } = outboxWith(slackSendingLimits)

    const posts = [queue.post(send('one', 400)), queue.post(send('two'))]
    await Promise.all([...posts, queue.edit('17', send('edit')), queue.whisper(send('whisper'))])

    expect(sent).toEqual([
      { what: 'one', at: 0 },
      { what: 'whisper', at: 400 },
      { what: 'edit', at: 400 },
      { what: 'two', at: 1_400 },
    ])
  })

  it('is one edit of a card in 1.2 s on Slack, in all channels together, and an answer waits for none of them', async () => {
    const { outbox, sent, send } = outboxWith(slackSendingLimits)

    const edits = Array.from({ length: 203 }, (_, index) =>
      outbox.queueFor(`C${index % 7}`).edit(`${index}`, send('edit')),
    )
    await Promise.all([...edits, outbox.queueFor('C1').post(send('answer'))])

    expect(sent.find(({ what }) => what === 'answer')?.at).toBe(0)
    expect(
      most(
        sent.filter(({ what }) => what === 'edit'),
        60_000,
      ),
    ).toBe(50)
  })

  it('is slowed for edits alone where Slack refuses one', async () => {
    const { queue, sent, send } = outboxWith(slackSendingLimits)
    const limited = new SlackCallError('chat.update', 'limited', 'ratelimited', { retryAfterInMs: 30_000 })
    let fails = true

    const edit = queue.edit('17', async () => {
      if (!fails) return send('edit')()
      fails = false
      throw limited
    })
    await Promise.all([edit, queue.post(send('answer'))])

    expect(sent).toEqual([
      { what: 'answer', at: 0 },
      { what: 'edit', at: 30_000 },
    ])
  })

  it('is each channel’s own', async () => {
    const { outbox, queue, sent, send } = outboxWith(slackSendingLimits)

    await Promise.all([queue.post(send('here')), outbox.queueFor('C2').post(send('there'))])

    expect(sent.map(({ at }) => at)).toEqual([0, 0])
  })
})

describe('what a platform did not take', () => {
  const unclear = new SlackCallError('chat.postMessage', 'unclear', 'internal_error')
  const unreachable = new TeamsCallError({ kind: 'unreachable', status: undefined, retryAfterInMs: undefined }, 'gone')

  it('is sent again before what came after it, told whether it may have arrived', async () => {
    const { queue, sent, send, failures } = outboxWith(slackSendingLimits)
    const tries: boolean[] = []

    const first = queue.post(async (again) => {
      tries.push(again)
      if (!again) throw unclear
      await send('first')()
    })
    await Promise.all([first, queue.post(send('second'))])

    expect(tries).toEqual([false, true])
    expect(sent.map(({ what }) => what)).toEqual(['first', 'second'])
    expect(failures).toEqual([unclear])
  })

  it('gives way to a newer edit of the same message, and whoever asked for either is told', async () => {
    const { queue, sent, send } = outboxWith(teamsSendingLimits)
    let fails = true

    const older = queue.edit('17', async () => {
      if (!fails) return send('older')()
      fails = false
      throw unreachable
    })
    await Promise.all([older, queue.edit('17', send('newer'))])

    expect(sent.map(({ what }) => what)).toEqual(['newer'])
  })

  it('is given up where trying again is in vain, and what comes after it goes on', async () => {
    const { queue, sent, send } = outboxWith(slackSendingLimits)
    const refused = new SlackCallError('chat.postMessage', 'refused', 'is_archived')

    const first = queue.post(async () => {
      throw refused
    })
    const second = queue.whisper(send('second'))

    await expect(first).rejects.toBe(refused)
    await second
    expect(sent.map(({ what }) => what)).toEqual(['second'])
  })
})

it('rejects what waits when it is stopped, and what is asked for afterwards, in channels old and new', async () => {
  const { outbox, queue, send } = outboxWith(teamsSendingLimits)
  void queue.post(() => new Promise<never>(() => undefined))
  const waiting = queue.post(send('waits'))

  outbox.stop()

  await expect(waiting).rejects.toThrow('Teams was stopped.')
  await expect(queue.post(send('late'))).rejects.toThrow('Teams was stopped.')
  await expect(outbox.queueFor('C2').post(send('elsewhere'))).rejects.toThrow('Teams was stopped.')
})
