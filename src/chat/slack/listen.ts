import type { Person } from '../../incident/person.ts'
import { phrase } from '../../incident/phrase.ts'
import { type Language, languages } from '../../language/types.ts'
import { noticeView } from '../../views/index.ts'
import type { Click, Input, Message } from '../types.ts'
import type { Kept } from './blocks/making.ts'
import type { Bounded, Seen } from './bounded.ts'
import type { Connection } from './connection.ts'
import type { OpenForm } from './forms.ts'
import { type Clicked, clickedOf } from './inputs/click.ts'
import { commandOf } from './inputs/command.ts'
import { submittedOf } from './inputs/form.ts'
import { messageOf, personOf } from './inputs/message.ts'
import { pressedOf } from './inputs/press.ts'
import { valuesOf } from './inputs/values.ts'
import { isNode, type Node, textIn } from './json.ts'
import type { SlackChatOptions } from './options.ts'
import type { About } from './people.ts'
import type { Speak } from './speak.ts'
import type { Standing } from './standing.ts'

export interface ListenParts {
  readonly options: SlackChatOptions
  readonly connection: Connection
  readonly seen: Seen
  readonly kept: Bounded<Kept>
  readonly people: (id: string) => Promise<About>
  readonly standing: Standing
  readonly speak: Speak
  readonly openForm: OpenForm
  readonly showHome: (person: Person, language: Language) => Promise<void>
  readonly handle: (input: Input) => Promise<void>
  /** Runs what happens after the acknowledgement. */
  readonly background: (work: Promise<void>) => void
}

/** Tells Bolt what to do with what comes in: acknowledge, make an input of it, hand it on. */
export const listen = (parts: ListenParts): void => {
  const { connection, background } = parts
  const { app, me } = connection
  const take = createTake(parts)
  const click = createClick(parts, take)

  const message = async ({ body }: { readonly body: unknown }): Promise<void> => {
    const heard = messageOf(nodeOf(body), me)
    if (heard !== undefined) background(take(heard))
  }
  app.event('app_mention', message)
  app.event('message', message)
  app.event('app_home_opened', async ({ body }) => background(createOpened(parts)(nodeOf(body))))
  app.command(/^\//, async ({ ack, body }) => {
    const heard = commandOf(nodeOf(body), me)
    // The channel sees what was asked for, unless it was only for help.
    await (heard === undefined || heard.text === 'help' ? ack() : ack({ response_type: 'in_channel' }))
    if (heard === undefined) return
    parts.standing.offered(heard.place, heard.person, textIn(nodeOf(body), 'response_url'))
    background(take(heard))
  })
  app.action(/^/, async ({ ack, body }) => {
    await ack()
    background(click(nodeOf(body)))
  })
  app.view(/^/, async ({ ack, body }) => {
    await ack()
    const submitted = submittedOf(nodeOf(body), me, parts.kept)
    if (submitted !== undefined) background(take(submitted))
  })
  app.error(async (error) => parts.options.log.error({ err: error }, 'Bolt could not hand on what Slack sent'))
}

const nodeOf = (body: unknown): Node => (isNode(body as Node) ? (body as Node) : {})

/** Each input once, with the name and the language of whoever sent it. */
const createTake =
  ({ seen, people, handle }: ListenParts) =>
  async (input: Message | Click): Promise<void> => {
    if (!seen.first(input.id)) return
    const { name, locale } = await people(input.person.id)
    await handle({
      ...input,
      person: { ...input.person, ...(name === undefined ? {} : { name }) },
      ...(locale === undefined ? {} : { locale }),
    })
  }

const createClick =
  (parts: ListenParts, take: (input: Input) => Promise<void>) =>
  async (body: Node): Promise<void> => {
    const { connection, kept, standing } = parts
    const clicked = clickedOf(body, connection.me)
    if (clicked === undefined) return
    const { id, place, person, inThread } = clicked
    standing.seen(place, person, inThread)
    const pressed = pressedOf(clicked.action, kept)
    switch (pressed.is) {
      case 'nothing':
        return
      case 'read':
      case 'ask':
        return open(clicked, pressed, parts)
      case 'verb': {
        const { verb, token } = pressed
        return take({ kind: 'click', id, place, person, verb, token, values: valuesOf(body, kept) })
      }
      default:
        return pressed satisfies never
    }
  }

/** The trigger lives for 3 seconds, so nothing is looked up before it is used. */
const open = async (
  { trigger, place, person }: Clicked,
  pressed: Parameters<OpenForm>[0],
  { options, openForm, speak, people }: ListenParts,
): Promise<void> => {
  const { say, language = 'en', log } = options
  let trouble = 'slack.not-opened'
  try {
    if (await openForm(pressed, { trigger, place })) return
    trouble = 'slack.old-card'
  } catch (error) {
    log.warn({ err: error }, 'a form could not be opened')
  }
  const words = say(languageOf(await people(person.id), language))
  await speak.whisper(place, person, noticeView(phrase(trouble), words))
}

const createOpened =
  ({ options, people, showHome }: ListenParts) =>
  async (body: Node): Promise<void> => {
    const event = isNode(body.event) ? body.event : {}
    const user = textIn(event, 'user')
    if (user === '' || event.tab === 'messages') return
    const known = await people(user)
    const person = personOf(user, textIn(body, 'team_id'), known.name ?? user)
    await showHome(person, languageOf(known, options.language ?? 'en'))
  }

const languageOf = ({ locale }: About, usual: Language): Language =>
  languages.find((language) => locale?.slice(0, 2) === language) ?? usual
