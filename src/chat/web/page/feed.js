import { announce } from './announce.js'
import { byId } from './elements.js'
import { openSession } from './session.js'
import { say } from './strings.js'

const waitsInMs = [250, 500, 1000, 2000, 5000]

/**
 * Follows the server's events. The browser itself reconnects and names the last event it saw; where the server has
 * forgotten the session, or is away for longer, a new session is opened and the feed resumed.
 * @param {Record<string, (data: any) => void>} handlers one for each name of event
 */
export const createFeed = (handlers) => {
  /** @type {EventSource | undefined} */
  let source
  let last = ''
  let failures = 0

  const start = () => {
    source?.close()
    const opened = new EventSource(last === '' ? '/events' : `/events?after=${encodeURIComponent(last)}`)
    source = opened
    opened.onopen = connected
    opened.onerror = () => broken(opened)
    for (const [name, handler] of Object.entries(handlers)) {
      opened.addEventListener(name, (event) => {
        last = event.lastEventId
        handler(JSON.parse(event.data))
      })
    }
  }

  const connected = () => {
    if (failures > 0) announce(say('web.online'))
    failures = 0
    byId('connection').hidden = true
  }

  /** @param {EventSource} opened */
  const broken = (opened) => {
    failures += 1
    if (failures > 1) showOffline()
    if (opened === source && opened.readyState === EventSource.CLOSED) setTimeout(recover, waitInMs(failures))
    else setTimeout(() => opened.readyState !== EventSource.OPEN && showOffline(), 1000)
  }

  const recover = async () => {
    try {
      await openSession()
      start()
    } catch {
      failures += 1
      showOffline()
      setTimeout(recover, waitInMs(failures))
    }
  }

  const restart = () => {
    last = ''
    start()
  }

  return { start, restart }
}

/** @param {number} failures */
const waitInMs = (failures) => waitsInMs[Math.min(failures, waitsInMs.length) - 1] ?? 5000

const showOffline = () => {
  const banner = byId('connection')
  if (!banner.hidden) return
  banner.hidden = false
  banner.textContent = say('web.offline')
}
