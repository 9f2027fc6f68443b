import { wasHandled } from './api.js'
import { make } from './elements.js'
import { revealing } from './scroll.js'
import { say } from './strings.js'

/** A line that shows, from when a message was taken until it is answered, that somebody is on it. */
export const createWorking = () => {
  /** @type {Map<string, { thread: string | undefined, element: HTMLElement }>} */
  const lines = new Map()

  /** @param {string} id */
  const done = (id) => {
    lines.get(id)?.element.remove()
    lines.delete(id)
  }

  /**
   * @param {string} id
   * @param {string | undefined} thread
   * @param {Element} container
   */
  const begin = (id, thread, container) => {
    if (wasHandled(id)) return
    const element = make('li', 'working', say('web.working'))
    lines.set(id, { thread, element })
    revealing(element, () => container.append(element), 'where one looks')
  }

  /** The bot said something there. @param {string | undefined} thread */
  const answered = (thread) => {
    for (const [id, line] of lines) {
      if (line.thread !== thread) continue
      line.element.remove()
      lines.delete(id)
    }
  }

  return { begin, done, answered }
}
