import { announce } from './announce.js'
import { noteHandled, wasHandled } from './api.js'
import { createCard } from './card.js'
import { byId } from './elements.js'
import { createMessage } from './message.js'
import { goToEnd, keepingPlace, revealing } from './scroll.js'
import { myKey } from './session.js'
import { say } from './strings.js'
import { createWorking } from './working.js'

/** @import { CardShown, MessageShown, Pressed } from './types.js' */
/**
 * @typedef {{ sendReply: (text: string, thread: string) => Promise<void>,
 *   click: (pressed: Pressed, thread?: string) => Promise<string> }} Actions
 * @typedef {ReturnType<typeof createMessage>} Message
 */

const list = byId('messages')

/** All messages on show, by id. @param {Actions} actions */
export const createMessages = ({ sendReply, click }) => {
  /** @type {Map<string, Message>} */
  const messages = new Map()
  const working = createWorking()
  /** Threads ('' is the channel) in which this person acted: the answer is brought into view. @type {Set<string>} */
  const expecting = new Set()

  /** @param {MessageShown} shown */
  const build = (shown) => {
    const thread = shown.thread ?? (shown.card && !shown.whisper ? shown.id : undefined)
    const card = shown.card && createCard(shown.card, (pressed) => clickIn(thread, pressed))
    const built = createMessage(shown, card, (text) => sendReply(text, shown.id))
    messages.set(shown.id, built)
    return built
  }

  /**
   * @param {string | undefined} thread
   * @param {Pressed} pressed
   */
  const clickIn = (thread, pressed) => {
    expecting.add(thread ?? '')
    return click(pressed, thread)
  }

  /** @param {MessageShown} shown */
  const revealAs = ({ author, thread = '' }) => {
    if (author !== undefined) return author.key === myKey() ? 'always' : 'offer'
    return expecting.delete(thread) ? 'from its top' : 'offer'
  }

  /** A reply goes into its thread; one whose beginning is not on show any more stands by itself. @param {MessageShown} shown */
  const containerOf = (shown) => messages.get(shown.thread ?? '')?.replies() ?? list

  /** @param {MessageShown} shown */
  const add = (shown) => {
    if (messages.has(shown.id)) return edit(shown.id, shown.card)
    const { element } = build(shown)
    if (shown.author === undefined) working.answered(shown.thread)
    revealing(element, () => containerOf(shown).append(element), revealAs(shown))
    const text = shown.text ?? shown.card?.summary ?? ''
    announce(say('web.announce', { name: shown.author?.name ?? say('web.bot'), text }))
  }

  /**
   * @param {string} id
   * @param {CardShown} [card]
   */
  const edit = (id, card) => {
    const message = messages.get(id)
    if (message === undefined || card === undefined) return
    void message.edit(card, (change) => keepingPlace(message.element, change))
    if (message.tells(card.summary)) announce(say('web.announce', { name: say('web.bot'), text: card.summary }))
  }

  /** @param {(shown: MessageShown) => boolean} goes */
  const drop = (goes) => {
    for (const [id, { element, shown }] of messages) {
      if (!goes(shown)) continue
      element.remove()
      messages.delete(id)
    }
  }

  /** Makes the page show exactly these messages, touching only what differs. @param {readonly MessageShown[]} shown */
  const reconcile = (shown) => {
    const first = messages.size === 0
    const kept = new Set(shown.map(({ id }) => id))
    drop(({ id }) => !kept.has(id))
    keepingPlace(list, () => placeInOrder(shown))
    if (first) goToEnd()
  }

  /** @param {readonly MessageShown[]} shown */
  const placeInOrder = (shown) => {
    /** @type {Map<Element, Element | null>} */
    const next = new Map()
    for (const one of shown) {
      const known = messages.get(one.id)
      if (known && one.card) void known.edit(one.card, (change) => change())
      const { element } = known ?? build(one)
      const container = containerOf(one)
      const expected = next.has(container) ? (next.get(container) ?? null) : container.firstElementChild
      if (element !== expected) container.insertBefore(element, expected)
      next.set(container, element.nextElementSibling)
    }
  }

  /** @param {string} id */
  const handled = (id) => {
    noteHandled(id)
    working.done(id)
    for (const message of messages.values()) message.release(id)
  }

  return {
    add,
    edit,
    reconcile,
    handled,
    /** What was said to the person one was is not for the one that one becomes. */
    dropWhispers: () => drop(({ whisper }) => whisper === true),
    /**
     * @param {string} id
     * @param {string | undefined} thread
     */
    working: (id, thread) => {
      if (!wasHandled(id)) expecting.add(thread ?? '')
      working.begin(id, thread, messages.get(thread ?? '')?.replies() ?? list)
    },
  }
}
