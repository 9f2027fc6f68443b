import { messageOf } from '../../i18n/message.ts'
import { type Language, languages } from '../../i18n/types.ts'
import type { Person } from '../../incident/person.ts'
import { noticeView } from '../../views/index.ts'
import type { Deduplicator } from '../shared/deduplicator.ts'
import { isJsonObject, type JsonObject, textIn } from '../shared/json-object.ts'
import { membershipWaitInMs } from '../shared/person-lookup.ts'
import { createSharedWork } from '../shared/shared-work.ts'
import type { AcceptInput, ChatInput } from '../types.ts'
import { InputNotAccepted, isNotAccepted } from './acknowledge-last.ts'
import type { StoredValues } from './blocks/block-render-context.ts'
import type { SlackConnection } from './connection.ts'
import type { EphemeralContext } from './ephemeral-context.ts'
import { enteredValuesOf } from './inputs/entered-values.ts'
import { isForInstalledApp } from './inputs/installed-workspace.ts'
import { parseSlackClick, type SlackClick } from './inputs/parse-click.ts'
import { parseFormSubmission } from './inputs/parse-form-submission.ts'
import { parseMessageEvent, slackPersonOf } from './inputs/parse-message-event.ts'
import { parsePressedButton } from './inputs/parse-pressed-button.ts'
import { parseSlashCommand } from './inputs/parse-slash-command.ts'
import { slackMembershipOf, withWorkspace } from './membership.ts'
import type { SlackMessenger } from './messenger.ts'
import type { OpenModal } from './open-modal.ts'
import type { SlackChatOptions } from './options.ts'
import { nameWaitInMs, type UserProfile, type UserProfileLookup } from './user-profile.ts'

export interface BoltListenerDependencies {
  readonly options: SlackChatOptions
  readonly connection: SlackConnection
  readonly seen: Deduplicator
  readonly storedValues: StoredValues
  readonly people: UserProfileLookup
  readonly ephemeralContext: EphemeralContext
  readonly messenger: SlackMessenger
  readonly openForm: OpenModal
  readonly showHome: (person: Person, language: Language) => Promise<void>
  readonly accept: AcceptInput
  /** Watches what goes on after the acknowledgement. */
  readonly background: (work: Promise<void>) => void
}

/** Tells Bolt what to do with what comes in: make an input of it, hand it on, acknowledge. */
export const registerBoltListeners = (parts: BoltListenerDependencies): void => {
  const { connection, background } = parts
  const { app, me } = connection
  const take = createInputTaker(parts)
  const click = createClickHandler(parts, take)

  const message = async ({ body }: { readonly body: unknown }): Promise<void> => {
    const parsed = parseMessageEvent(jsonObjectOf(body), me)
    if (parsed !== undefined) await take(parsed)
  }
  app.use(async ({ body, next }) => {
    if (isForInstalledApp(jsonObjectOf(body), me)) return next()
    parts.options.log.warn({ app: me.app, team: me.team }, 'Slack sent what is meant for another app or workspace')
  })
  app.event('app_mention', message)
  app.event('message', message)
  app.event('app_home_opened', async ({ body }) => background(createHomeOpenedHandler(parts)(jsonObjectOf(body))))
  app.command(/^\//, async ({ ack, body }) => {
    const parsed = parseSlashCommand(jsonObjectOf(body), me)
    // The channel sees what was asked for, unless it was only for help.
    await (parsed === undefined || parsed.text === 'help' ? ack() : ack({ response_type: 'in_channel' }))
    if (parsed === undefined) return
    parts.ephemeralContext.rememberResponseUrl(parsed.place, parsed.person, textIn(jsonObjectOf(body), 'response_url'))
    await take(parsed)
  })
  app.action(/^/, async ({ ack, body }) => {
    await ack()
    await click(jsonObjectOf(body))
  })
  app.view(/^/, async ({ ack, body }) => {
    await ack()
    const submitted = parseFormSubmission(jsonObjectOf(body), me, parts.storedValues)
    if (submitted !== undefined) await take(submitted)
  })
  app.view({ callback_id: /^/, type: 'view_closed' }, async ({ ack }) => ack())
  app.error(async (error) => {
    parts.options.log.error({ err: error }, 'what Slack sent could not be taken')
    if (isNotAccepted(error)) throw error
  })
}

const jsonObjectOf = (body: unknown): JsonObject => (isJsonObject(body as JsonObject) ? (body as JsonObject) : {})

/** Resolves when the input is durable; each once, as Slack tells of a mention twice. */
const createInputTaker = ({ seen, accept, background }: BoltListenerDependencies) => {
  const share = createSharedWork<void>()
  const take = async (input: ChatInput): Promise<void> => {
    if (!seen.isFirst(input.id)) return
    try {
      const { handled } = await accept(input)
      background(handled)
    } catch (error) {
      seen.forget(input.id)
      throw new InputNotAccepted('the input could not be made durable', { cause: error })
    }
  }
  return (input: ChatInput): Promise<void> => share(input.id, () => take(input))
}

const createClickHandler =
  (parts: BoltListenerDependencies, take: (input: ChatInput) => Promise<void>) =>
  async (body: JsonObject): Promise<void> => {
    const { connection, storedValues, ephemeralContext } = parts
    const clicked = parseSlackClick(body, connection.me)
    if (clicked === undefined) return
    const { id, place, person, inThread } = clicked
    ephemeralContext.rememberThread(place, person, inThread)
    const pressed = parsePressedButton(clicked.action, storedValues)
    switch (pressed.is) {
      case 'nothing':
        return
      case 'read':
      case 'ask':
        return openModalOrExplain(clicked, pressed, parts)
      case 'verb': {
        const { verb, token } = pressed
        return take({ kind: 'click', id, place, person, verb, token, values: enteredValuesOf(body, storedValues) })
      }
      default:
        return pressed satisfies never
    }
  }

/**
 * The trigger lives for 3 seconds, so nothing is looked up before it is used. Nothing of it is durable: it is acknowledged
 * when the form is open, so that Slack itself tells whoever pressed where the process ended before that.
 */
const openModalOrExplain = async (
  { trigger, place, person }: SlackClick,
  pressed: Parameters<OpenModal>[0],
  { options, openForm, messenger, people }: BoltListenerDependencies,
): Promise<void> => {
  const { say, language = 'en', log } = options
  let trouble = 'slack.not-opened'
  try {
    if (await openForm(pressed, { trigger, place })) return
    trouble = 'slack.old-card'
  } catch (error) {
    log.warn({ err: error }, 'a form could not be opened')
  }
  const words = say(languageOf(await people(person.id, nameWaitInMs), language))
  await messenger.whisper(place, person, noticeView(messageOf(trouble), words))
}

const createHomeOpenedHandler =
  ({ options, connection, people, showHome }: BoltListenerDependencies) =>
  async (body: JsonObject): Promise<void> => {
    const event = isJsonObject(body.event) ? body.event : {}
    const user = textIn(event, 'user')
    if (user === '' || event.tab === 'messages') return
    const { me } = connection
    const known = await people(user, membershipWaitInMs)
    const named = slackPersonOf(
      { id: user, name: known?.name ?? user, workspaces: [textIn(body, 'team_id')] },
      body,
      me,
    )
    const membership = slackMembershipOf(named, known, me)
    const person = { ...withWorkspace(named, known, me), ...(membership === undefined ? {} : { membership }) }
    await showHome(person, languageOf(known, options.language ?? 'en'))
  }

const languageOf = (profile: UserProfile | undefined, usual: Language): Language =>
  languages.find((language) => profile?.locale?.slice(0, 2) === language) ?? usual
