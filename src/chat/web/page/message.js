import { colourOf, initialsOf } from './avatar.js'
import { createComposer } from './composer.js'
import { make } from './elements.js'
import { clockTime, fullTime, say } from './strings.js'

/** @import { createCard } from './card.js' */
/** @import { CardShown, MessageShown } from './types.js' */

/**
 * One message: who, when, text or card, and under a card that began a thread its replies.
 * @param {MessageShown} shown
 * @param {ReturnType<typeof createCard> | undefined} card
 * @param {(text: string) => Promise<void>} sendReply
 */
export const createMessage = (shown, card, sendReply) => {
  const element = make('li', shown.whisper ? 'message whisper' : 'message')
  const article = make('article', 'message-body')
  const name = shown.author?.name ?? say('web.bot')
  const edited = make('span', 'subtle edited')
  element.tabIndex = -1
  element.dataset.id = shown.id
  element.id = `m-${shown.id}`
  article.setAttribute('aria-label', `${name}, ${clockTime(shown.at)}`)
  article.append(headOf(shown, name, edited))
  if (shown.text !== undefined) article.append(make('p', 'message-text', shown.text))
  if (card) article.append(card.element)
  element.append(avatarOf(shown, name), article)

  const showEdited = (/** @type {CardShown} */ { at }) => {
    edited.textContent = at > shown.at ? say('web.edited', { time: clockTime(at) }) : ''
  }
  if (shown.card) showEdited(shown.card)

  const begins = shown.card !== undefined && shown.thread === undefined && !shown.whisper
  const replies = begins ? make('ol', 'replies') : undefined
  replies?.setAttribute('aria-label', say('web.replies'))
  if (replies) article.append(replies, replyOf(sendReply))

  /**
   * @param {CardShown} next
   * @param {(change: () => void) => void} carefully
   */
  const edit = async (next, carefully) => {
    await card?.edit(next, (change) =>
      carefully(() => {
        change()
        showEdited(next)
      }),
    )
  }

  /** False where only a figure moved: nobody wants to hear a card count. @param {string} summary */
  const tells = (summary) => {
    const before = told
    told = summary.replace(/\d+/g, '')
    return told !== before
  }
  let told = (shown.card?.summary ?? '').replace(/\d+/g, '')

  return {
    shown,
    element,
    edit,
    tells,
    replies: () => replies,
    release: (/** @type {string} */ id) => card?.release(id),
  }
}

/**
 * @param {MessageShown} shown
 * @param {string} name
 * @param {HTMLElement} edited
 */
const headOf = (shown, name, edited) => {
  const head = make('p', 'message-head')
  const time = make('time', 'subtle', clockTime(shown.at))
  time.dateTime = new Date(shown.at).toISOString()
  time.title = fullTime(shown.at)
  head.append(make('strong', '', name), time, edited)
  if (shown.whisper) head.append(make('span', 'only-you', say('web.only-you')))
  return head
}

/**
 * @param {MessageShown} shown
 * @param {string} name
 */
const avatarOf = ({ author }, name) => {
  const avatar = make('span', author ? 'avatar' : 'avatar avatar-bot', author ? initialsOf(name) : '')
  avatar.setAttribute('aria-hidden', 'true')
  if (author) avatar.dataset.colour = colourOf(author.key)
  return avatar
}

/** A button that becomes a box to reply in. @param {(text: string) => Promise<void>} send */
const replyOf = (send) => {
  const place = make('div', 'reply')
  const button = make('button', 'reply-open', say('web.reply'))
  button.type = 'button'
  const close = () => {
    place.replaceChildren(button)
    button.focus()
  }
  button.addEventListener('click', () => {
    const composer = createComposer({ hint: 'web.reply.hint', send, cancel: close })
    place.replaceChildren(composer.element)
    composer.element.querySelector('textarea')?.focus()
  })
  place.append(button)
  return place
}
