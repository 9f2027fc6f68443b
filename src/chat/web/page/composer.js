import { make } from './elements.js'
import { say } from './strings.js'

/** @typedef {{ id?: string, hint: string, send: (text: string) => Promise<void>, cancel?: () => void }} ComposerOptions */

/**
 * A box to write in. What was typed stays until the server has it.
 * @param {ComposerOptions} options
 */
export const createComposer = ({ id, hint, send, cancel }) => {
  const element = make('form', 'composer')
  const box = make('textarea', 'composer-box')
  const button = make('button', 'composer-send', say('web.send'))
  const problem = make('p', 'problem')
  box.rows = 1
  box.maxLength = 8000
  box.placeholder = say(hint)
  box.setAttribute('aria-label', say(cancel ? 'web.reply' : 'web.compose'))
  box.title = say('web.compose.keys')
  box.enterKeyHint = 'send'
  if (id) box.id = id
  button.type = 'submit'
  problem.setAttribute('role', 'alert')
  element.append(box, ...(cancel ? [cancelButton(cancel)] : []), button, problem)

  /** On a touch screen the focus would open the keyboard over what one wants to read. */
  const focus = () => matchMedia('(pointer: fine)').matches && box.focus()

  /** @param {string} text */
  const complain = (text) => {
    problem.textContent = text
  }

  const submit = async () => {
    const text = box.value.trim()
    if (text === '' || button.disabled) return
    button.disabled = true
    complain('')
    try {
      await send(text)
      box.value = ''
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error))
    }
    button.disabled = false
    focus()
  }

  element.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && cancel) cancel()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void submit()
  })

  /** @param {string} text */
  const fillAndSend = (text) => {
    box.value = text
    void submit()
  }

  return { element, complain, fillAndSend, focus }
}

/** @param {() => void} cancel */
const cancelButton = (cancel) => {
  const button = make('button', 'composer-cancel', say('web.reply.cancel'))
  button.type = 'button'
  button.addEventListener('click', cancel)
  return button
}
