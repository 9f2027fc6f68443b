import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ButtonClick, ChatMessage } from '../../../src/chat/types.ts'
import { messageText } from '../../message-text.ts'
import { slowDisk } from '../accepting.ts'
import { channel, click, command, event, mentionPair, newTs, viewSubmission, written } from './payloads.ts'
import { createSlackWorld, notice, type SlackWorld } from './world.ts'

let world: SlackWorld
beforeEach(async () => {
  world = await createSlackWorld()
})
afterEach(async () => {
  expect(world.slack.breaches).toEqual([])
  await world.stop()
})

const messages = () => world.inputs.filter((input): input is ChatMessage => input.kind === 'message')
const clicks = () => world.inputs.filter((input): input is ButtonClick => input.kind === 'click')
const place = { platform: 'slack', tenant: 'T0CONTOSO', channel }

describe('messages', () => {
  it.each([[0, 1] as const, [1, 0] as const])(
    'a mention is one message, whichever of its two events comes first',
    async (a, b) => {
      const pair = mentionPair(world.slack, 'ada', 'contoso-web geeft een 503', { ts: newTs() })
      await world.send(pair[a])
      await world.send(pair[b])

      expect(messages()).toEqual([
        {
          kind: 'message',
          id: `${channel}:${(pair[0].event as { ts: string }).ts}`,
          place,
          person: { platform: 'slack', tenant: 'T0CONTOSO', id: 'U0ADA', name: 'Ada de Vries' },
          text: 'contoso-web geeft een 503',
          addressed: true,
          locale: 'en-GB',
        },
      ])
    },
  )

  it('is answered before anybody is looked up or anything is done', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    world.onInput = () => held
    const { headers, body } = world.slack.signed(JSON.stringify(mentionPair(world.slack, 'ada', 'down')[0]))

    const answer = await world.chat.webhookEndpoints?.[0]?.serve({ headers, body })
    release()
    await world.chat.idle()

    expect(answer).toEqual({ status: 200 })
    expect(world.inputs).toHaveLength(1)
  })

  it('repeats, edits, deletions, joins, bots and its own words are no messages', async () => {
    const { slack } = world
    const once = event(slack, written(slack, 'ada', 'hello'))
    const edited = {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel,
      ts: newTs(),
      channel_type: 'channel',
    }
    const inner = {
      ...written(slack, 'ada', `<@${slack.bot}> contoso-web is down`),
      edited: { user: 'U0ADA', ts: newTs() },
    }
    await world.send(once)
    const repeat = await world.deliver(slack.signed(JSON.stringify(once)), {
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_timeout',
    })
    await world.send(event(slack, { ...(once.event as object), event_ts: '1' }))
    await world.send(event(slack, { ...edited, message: inner, previous_message: inner }))
    await world.send(event(slack, { ...edited, subtype: 'message_deleted', deleted_ts: newTs() }))
    await world.send(event(slack, { ...inner, type: 'app_mention' }))
    await world.send(event(slack, written(slack, 'ada', 'joined', { subtype: 'channel_join' })))
    await world.send(event(slack, written(slack, 'ada', 'alert', { bot_id: 'B0OTHER', subtype: 'bot_message' })))
    await world.send(event(slack, written(slack, 'ada', 'mine', { user: slack.bot, bot_id: 'B0BOT' })))

    expect(repeat.status).toBe(200)
    expect(messages().map(({ text, addressed }) => ({ text, addressed }))).toEqual([
      { text: 'hello', addressed: false },
    ])
  })

  it('in a thread, and in private where everything is meant for the bot', async () => {
    const { slack } = world
    await world.send(event(slack, written(slack, 'ada', 'any news?', { thread_ts: '1764000000.000001' })))
    await world.send(event(slack, written(slack, 'bram', 'status', { channel: 'D0BRAM', channel_type: 'im' })))

    expect(messages().map(({ place: where, addressed }) => ({ where, addressed }))).toEqual([
      { where: { ...place, thread: '1764000000.000001' }, addressed: false },
      { where: { ...place, channel: 'D0BRAM' }, addressed: true },
    ])
  })

  it('Slack’s markup becomes what was written', async () => {
    const text =
      '<@U0OTHER|carl> says <https://contoso-web.azurewebsites.net/x?a=1&amp;b=2|the site> &lt;b&gt; is down <!here> in <#C1|ops> &amp; <mailto:a@b.example|a@b.example>'
    await world.send(mentionPair(world.slack, 'ada', text)[0])

    expect(messages()[0]?.text).toBe(
      '@carl says https://contoso-web.azurewebsites.net/x?a=1&b=2 <b> is down in #ops & a@b.example',
    )
  })

  it('somebody of another workspace keeps their own tenant', async () => {
    const { slack } = world
    await world.send(event(slack, written(slack, 'mallory', 'hi', { team: 'T0OTHER', user_team: 'T0OTHER' })))

    expect(messages()[0]).toMatchObject({ person: { tenant: 'T0OTHER' }, place: { tenant: 'T0CONTOSO' } })
  })

  it('without their name where Slack does not say', async () => {
    world.slack.misbehave = (method) => (method === 'users.info' ? { status: 500 } : undefined)
    await world.send(mentionPair(world.slack, 'ada', 'down')[0])

    expect(messages()[0]?.person).toMatchObject({ id: 'U0ADA', name: 'U0ADA' })
    expect(messages()[0]?.locale).toBeUndefined()
  })
})

describe('commands', () => {
  it('are shown to the channel, help only to who asked', async () => {
    const report = await world.command(command(world.slack, 'ada', 'contoso-web is 503ing'))
    const help = await world.command(command(world.slack, 'bram', '  '))

    expect(JSON.parse(report.text)).toEqual({ response_type: 'in_channel' })
    expect(help).toEqual({ status: 200, text: '' })
    expect(messages()).toMatchObject([
      { text: 'contoso-web is 503ing', addressed: true, place, person: { id: 'U0ADA', name: 'Ada de Vries' } },
      { text: 'help', addressed: true, person: { id: 'U0BRAM' } },
    ])
  })

  it('in a channel that the bot is not in are answered by their own way back', async () => {
    const { slack, chat } = world
    slack.absent.add(channel)
    world.onInput = async (input) => {
      await chat.whisper(input.place, input.person, notice('only for you'))
      await chat.post(input.place, notice('for all'))
    }
    await world.command(command(slack, 'ada', 'contoso-web is down'))

    expect(slack.responses.map(({ text }) => text)).toEqual(['only for you', messageText('en', 'slack.invite')])
    expect(slack.messages).toEqual([])
  })
})

const choices = [
  { title: 'Until somebody changes it', value: '0' },
  { title: '2 h', value: '2' },
]
const execute = (verb: string, token: string, more: object = {}) => ({
  type: 'Action.Execute',
  title: verb,
  verb,
  data: { token },
  ...more,
})
const card = (body: readonly object[], actions: readonly object[]) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  actions,
})

/** Posts a card and returns the message. */
const posted = async (shown: object) => {
  const was = world
  world = await createSlackWorld({ expand: () => shown as never })
  await was.stop()
  await world.chat.post(place, notice('a card'))
  const [message] = world.slack.messages
  if (message === undefined) throw new Error('nothing was posted')
  return message
}

describe('clicks', () => {
  it('carry the verb, the token and what was chosen, once', async () => {
    const lease = { type: 'Input.ChoiceSet', id: 'leaseHours', label: 'How long?', value: '0', choices }
    const message = await posted(card([lease], [execute('propose', 'INC-7/1/1'), execute('propose', 'INC-7/1/0')]))
    const untouched = click(world.slack, 'ada', message, /^propose#2/)
    const chosen = {
      'input:leaseHours': { 'input:leaseHours': { type: 'static_select', selected_option: { value: '2' } } },
    }
    await world.interact(click(world.slack, 'ada', message, /^input:leaseHours/, chosen))
    await world.interact(untouched)
    await world.interact(untouched)
    const answer = await world.interact(click(world.slack, 'bram', message, /^propose#1/, chosen))

    expect(answer).toEqual({ status: 200, text: '' })
    expect(clicks()).toMatchObject([
      {
        verb: 'propose',
        token: 'INC-7/1/0',
        values: { leaseHours: '0' },
        person: { id: 'U0ADA', tenant: 'T0CONTOSO' },
      },
      {
        verb: 'propose',
        token: 'INC-7/1/1',
        values: { leaseHours: '2' },
        person: { id: 'U0BRAM', name: 'Bram Jansen' },
      },
    ])
    expect(clicks()[0]?.place).toEqual({ ...place, thread: message.ts })
    expect(new Set(clicks().map(({ id }) => id)).size).toBe(2)
  })

  it('in a menu, and on values that Slack has no room for', async () => {
    const long = `/subscriptions/${'x'.repeat(200)}`
    const app = {
      type: 'Input.ChoiceSet',
      id: 'app',
      label: 'App',
      value: long,
      choices: [{ title: 'web', value: long }],
    }
    const secondary = { mode: 'secondary' }
    const message = await posted(
      card(
        [app],
        [
          execute('choose-app', 'INC-7'),
          execute('withdraw', 'INC-7.a', secondary),
          execute('close', 'INC-7', secondary),
        ],
      ),
    )
    const menu = click(world.slack, 'ada', message, /^more#/)
    const [action] = menu.actions as [object]
    await world.interact({ ...menu, actions: [{ ...action, selected_option: { value: 'withdraw INC-7.a' } }] })
    await world.interact(click(world.slack, 'ada', message, /^choose-app/))

    expect(clicks()).toMatchObject([
      { verb: 'withdraw', token: 'INC-7.a' },
      { verb: 'choose-app', token: 'INC-7', values: { app: long } },
    ])
  })

  it('that need arguments open a form, whose answer is the click', async () => {
    const inputs = [
      { type: 'Input.Number', id: 'instances', label: 'Instances', min: 1, max: 10, value: 4, isRequired: true },
      { type: 'Input.Text', id: 'reason', label: 'Why?', isMultiline: true },
    ]
    const message = await posted(
      card(
        [],
        [{ type: 'Action.ShowCard', title: 'Scale out…', card: card(inputs, [execute('propose', 'INC-7/1/1')]) }],
      ),
    )
    await world.interact(click(world.slack, 'ada', message, /^ask:propose/))
    const [modal] = world.slack.modals
    await world.interact(
      viewSubmission(
        world.slack,
        'ada',
        { ...modal?.view },
        {
          'input:instances': { 'input:instances': { type: 'number_input', value: '5' } },
          'input:reason': { 'input:reason': { type: 'plain_text_input', value: 'sale' } },
        },
      ),
    )

    expect(modal?.title).toBe('Scale out…')
    expect(modal?.view.blocks.map(({ type, optional }) => [type, optional])).toEqual([
      ['input', false],
      ['input', true],
    ])
    expect(clicks()).toMatchObject([
      {
        verb: 'propose',
        token: 'INC-7/1/1',
        values: { instances: '5', reason: 'sale' },
        place: { ...place, thread: message.ts },
        person: { id: 'U0ADA' },
      },
    ])
  })

  it('open what a card has folded away; after a restart the person hears why not', async () => {
    const lines = Array.from({ length: 90 }, (_, line) => ({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: `line ${line} ${'.'.repeat(60)}` }],
    }))
    const fold = { type: 'Container', id: 'more', isVisible: false, items: lines }
    const toggle = { type: 'Action.ToggleVisibility', title: 'More evidence', targetElements: ['more'] }
    const message = await posted(card([], [toggle, fold].slice(0, 1)))
    expect(message.blocks).toHaveLength(1)
    const folded = await posted(card([fold], [toggle]))
    await world.interact(click(world.slack, 'ada', folded, /^read#/))

    expect(world.slack.modals).toMatchObject([{ title: 'More evidence' }])
    expect(JSON.stringify(world.slack.modals[0]?.view.blocks)).toContain('line 89')

    const old = world
    world = await createSlackWorld()
    await old.stop()
    await world.interact(click(world.slack, 'chloe', folded, /^read#/))
    expect(world.slack.whispers).toMatchObject([{ user: 'U0CHLOE', text: messageText('nl', 'slack.old-card') }])
  })

  it('on a link, and on what nobody knows, harm nothing', async () => {
    const message = await posted(card([], [{ type: 'Action.OpenUrl', title: 'Report', url: 'https://example.com/r' }]))
    const link = await world.interact(click(world.slack, 'ada', message, /^link#/))
    const shortcut = await world.interact({
      type: 'shortcut',
      callback_id: 'x',
      team: { id: 'T0CONTOSO' },
      user: { id: 'U0ADA' },
    })

    expect([link.status, shortcut.status]).toEqual([200, 404])
    expect(world.inputs).toEqual([])
  })
})

it('the Home tab shows help, or what is open and what waits', async () => {
  const opened = event(world.slack, {
    type: 'app_home_opened',
    user: 'U0ADA',
    channel: 'D0ADA',
    tab: 'home',
    event_ts: newTs(),
  })
  await world.send(opened)
  const was = world
  world = await createSlackWorld({
    home: async () => ({ waiting: [notice('INC-7 waits')], open: [notice('INC-7 waits'), notice('INC-8')] }),
  })
  await world.send({ ...opened, event_id: 'EvHome' })
  await was.stop()

  expect(JSON.stringify(was.slack.homes)).toContain(messageText('en', 'card.help.title'))
  const home = JSON.stringify(world.slack.homes)
  expect(home).toContain(messageText('en', 'slack.home.waiting', { count: 1 }))
  expect(home).toContain(messageText('en', 'slack.home.open', { count: 2 }))
  expect(home).toContain('INC-8')
})

it.each([
  [
    'a mention',
    () => {
      const [mention] = mentionPair(world.slack, 'ada', 'contoso-web is down')
      return () => world.send(mention)
    },
  ],
  [
    'a command',
    () => {
      const sent = command(world.slack, 'ada', 'contoso-web is down')
      return () => world.command(sent)
    },
  ],
])('%s that could not be kept is not acknowledged, and is taken when it comes again', async (_, make) => {
  const send = make()
  world.isFull = true
  expect((await send()).status).toBe(503)
  expect(world.inputs).toEqual([])

  world.isFull = false
  expect((await send()).status).toBe(200)

  expect(world.inputs).toMatchObject([{ text: 'contoso-web is down' }])
})

it('what Slack sends again while it is being written down is not acknowledged before that', async () => {
  const [mention, twin] = mentionPair(world.slack, 'ada', 'contoso-web is down')
  const disk = slowDisk()
  world.isFull = disk.isFull
  const statuses: number[] = []
  const answers: Promise<unknown>[] = []
  for (const sent of [mention, mention, twin]) {
    answers.push(world.send(sent).then(({ status }) => statuses.push(status)))
    await world.send({ type: 'url_verification', challenge: 'a request that comes after it' })
  }
  expect(statuses).toEqual([])

  disk.end(true)
  await Promise.all(answers)
  expect(statuses).toEqual([503, 503, 503])

  world.isFull = false
  expect((await world.send(mention)).status).toBe(200)
  expect((await world.send(twin)).status).toBe(200)
  expect(world.inputs).toHaveLength(1)
})
