import { language, say } from './strings.js'

/** @import { Pressed, Session } from './types.js' */

/** A request that failed, in words for the person. */
export class RequestFailed extends Error {
  /** @override */
  name = 'RequestFailed'
}

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>}
 */
export const post = async (path, body) => {
  const headers = { 'Content-Type': 'application/json', 'X-Appmedic': '1' }
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined)
  if (answer === undefined) throw new RequestFailed(say('web.error.offline'))
  const content = await answer.json().catch(() => ({}))
  if (answer.ok) return content
  throw new RequestFailed(say(content.error ?? 'web.error.failed', { reference: content.reference ?? answer.status }))
}

/** @type {(id: string, thread: string | undefined) => void} */
let taken = () => {}

/** An input that failed on the way keeps its id, so that the server takes it once even if only the answer was lost. */
let unsent = { content: '', id: '' }

/** @param {object} content */
const idFor = (content) => {
  const same = JSON.stringify(content)
  if (unsent.content !== same) unsent = { content: same, id: crypto.randomUUID() }
  return unsent.id
}

/**
 * @param {string} path
 * @param {object} content
 */
const input = async (path, content) => {
  const { id } = await post(path, { ...content, id: idFor(content), locale: language() })
  unsent = { content: '', id: '' }
  return id
}

export const act = {
  /**
   * @param {string} text
   * @param {string} [thread]
   */
  send: async (text, thread) => taken(await input('/messages', { text, thread }), thread),

  /**
   * @param {Pressed} pressed
   * @param {string} [thread]
   * @returns {Promise<string>} id that the server names once it has handled the click
   */
  click: (pressed, thread) => input('/clicks', { ...pressed, thread }),

  /** @param {(id: string, thread: string | undefined) => void} listener */
  onTaken: (listener) => {
    taken = listener
  },
}

/** Inputs that the server is done with: it may say so before the answer to the request itself is read. @type {string[]} */
let handled = []

/** @param {string} id */
export const noteHandled = (id) => {
  handled = [...handled.slice(-99), id]
}

/** @param {string} id */
export const wasHandled = (id) => handled.includes(id)

/** @returns {Promise<Session>} */
export const getSession = async () => {
  const answer = await fetch('/session')
  return answer.json()
}
