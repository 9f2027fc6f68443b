import { announce } from './announce.js'
import { getSession, post } from './api.js'
import { colourOf, initialsOf } from './avatar.js'
import { byId, make } from './elements.js'
import { say } from './strings.js'

/** @import { Session } from './types.js' */

const remembered = 'appmedic.person'
const selector = /** @type {HTMLSelectElement} */ (byId('act-as'))

/** Key of the person one acts as. */
export const myKey = () => localStorage.getItem(remembered)

/** Opens the session; one that the server had forgotten goes on as the person chosen before. @returns {Promise<Session>} */
export const openSession = async () => {
  const session = await getSession()
  const before = localStorage.getItem(remembered)
  const known = session.people.some(({ key }) => key === before)
  return session.fresh && known && before !== session.person.key ? post('/act-as', { person: before }) : session
}

/** @param {Session} session */
export const showSession = ({ person, people, practice, speed }) => {
  const alone = people.length < 2
  selector.hidden = alone
  byId('me-alone').hidden = !alone
  byId('me-alone').textContent = person.name
  selector.replaceChildren(...people.map(({ key, name }) => new Option(name, key, false, key === person.key)))
  const roles = person.roles.length > 0 ? person.roles : [say(alone ? 'web.guest' : 'web.no-roles')]
  byId('roles').replaceChildren(...roles.map((role) => make('span', 'role', role)))
  const avatar = byId('my-avatar')
  avatar.textContent = initialsOf(person.name)
  avatar.dataset.colour = colourOf(person.key)
  byId('practice').hidden = !practice
  byId('take-turns').hidden = alone
  byId('speed').textContent = speed > 1 ? say('web.practice.speed', { speed }) : ''
  localStorage.setItem(remembered, person.key)
}

const actAs = async () => {
  const before = localStorage.getItem(remembered) ?? ''
  try {
    await post('/act-as', { person: selector.value }) // the feed then tells every tab of this browser
  } catch (error) {
    selector.value = before
    announce(error instanceof Error ? error.message : String(error))
  }
}

selector.addEventListener('change', () => void actAs())
