import type { ModalView } from '@slack/types'
import type { Language, Translate } from '../../i18n/types.ts'
import type { ChatPlace } from '../../incident/chat-place.ts'
import type { StoredValue, StoredValues } from './blocks/block-render-context.ts'
import { formModal, readMoreModal } from './blocks/modals.ts'
import { modalFormKeyOf, storedValueKeyOf } from './blocks/stored-value-keys.ts'
import { modalMetadataOf } from './inputs/parse-form-submission.ts'
import type { PressedButton } from './inputs/parse-pressed-button.ts'
import type { SlackApi } from './web-api.ts'

type ModalButton = Extract<PressedButton, { is: 'read' | 'ask' }>

/** Opens what a button stands for: the folded part of a card, or the form of a step. `false` where it is not known. */
export type OpenModal = (
  pressed: ModalButton,
  from: { readonly trigger: string; readonly place: ChatPlace },
) => Promise<boolean>

export const createModalOpener =
  (api: SlackApi, storedValues: StoredValues, say: (language: Language) => Translate): OpenModal =>
  async (pressed, { trigger, place }) => {
    const view = pressed.is === 'read' ? reading(pressed.key) : asking(pressed)
    if (view === undefined) return false
    await api.call('views.open', { trigger_id: trigger, view })
    return true

    function reading(key: string): ModalView | undefined {
      const found = storedValues.peek(key)
      return found?.kind === 'reading' ? readMoreModal(found, say(found.language)) : undefined
    }

    function asking({ verb, token }: Extract<PressedButton, { is: 'ask' }>): ModalView | undefined {
      const found = storedValues.peek(modalFormKeyOf(verb, token))
      const metadata = modalMetadataOf({ verb, token, place })
      if (found?.kind !== 'asking' || metadata === undefined) return undefined
      return formModal(found.asking, metadata, say(found.asking.language), keep)
    }

    function keep(one: StoredValue): string {
      const key = storedValueKeyOf(one)
      storedValues.set(key, one)
      return key
    }
  }
