import { announce } from './announce.js'
import { act } from './api.js'
import { createComposer } from './composer.js'
import { byId } from './elements.js'
import { createFeed } from './feed.js'
import { createMessages } from './messages.js'
import { openSession, showSession } from './session.js'
import { chooseLanguage, language, languages, say, sayPage } from './strings.js'

/** @import { Handled, MessageShown, Snapshot } from './types.js' */

/** Builds the page once the language's words are there, then follows what happens. */
const open = async () => {
  await chooseLanguage()
  sayPage()
  const session = await openSession()
  const messages = createMessages({ sendReply: (text, thread) => act.send(text, thread), click: act.click })
  const composer = createComposer({ id: 'compose', hint: 'web.compose.hint', send: (text) => act.send(text) })
  byId('compose-here').append(composer.element)
  showExamples(session.examples, composer)
  showSession(session)
  act.onTaken((id, thread) => messages.working(id, thread))

  const feed = createFeed({
    /** @param {Snapshot} snapshot */
    snapshot: (snapshot) => {
      messages.reconcile(snapshot.messages)
      showSession({ ...session, person: snapshot.person })
    },
    /** @param {MessageShown} message */
    message: (message) => messages.add(message),
    edit: ({ id, card }) => messages.edit(id, card),
    /** @param {Handled} handled */
    handled: (handled) => {
      messages.handled(handled.id)
      if (handled.error) composer.complain(say(handled.error, { reference: handled.reference ?? '' }))
    },
    session: ({ person }) => {
      messages.dropWhispers()
      showSession({ ...session, person })
      announce(say('web.you-are', { name: person.name }))
      feed.restart() // what was whispered to the former person goes, what was whispered to this one comes
    },
  })
  feed.start()
  composer.focus()
}

/**
 * @param {readonly string[]} examples
 * @param {ReturnType<typeof createComposer>} composer
 */
const showExamples = (examples, composer) => {
  const buttons = examples.map((text) => {
    const item = document.createElement('li')
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = text
    button.addEventListener('click', () => composer.fillAndSend(text))
    item.append(button)
    return item
  })
  byId('examples').replaceChildren(...buttons)
}

const languageSelector = /** @type {HTMLSelectElement} */ (byId('language'))
languageSelector.addEventListener('change', () => {
  localStorage.setItem('appmedic.language', languageSelector.value)
  location.reload() // the server keeps everything that is shown
})

await open()
languageSelector.replaceChildren(...languages().map((code) => new Option(code.toUpperCase(), code)))
languageSelector.value = language()
