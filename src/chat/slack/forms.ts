import type { ModalView } from '@slack/types'
import type { Place } from '../../incident/place.ts'
import type { Language, Say } from '../../language/types.ts'
import type { SlackApi } from './api.ts'
import { askingKey, keyOf } from './blocks/keys.ts'
import type { Kept } from './blocks/making.ts'
import { askingModal, readingModal } from './blocks/modal.ts'
import type { Bounded } from './bounded.ts'
import { metadataOf } from './inputs/form.ts'
import type { Pressed } from './inputs/press.ts'

type Opening = Extract<Pressed, { is: 'read' | 'ask' }>

/** Opens what a button stands for: the folded part of a card, or the form of a step. `false` where it is not known. */
export type OpenForm = (pressed: Opening, from: { readonly trigger: string; readonly place: Place }) => Promise<boolean>

export const createOpenForm =
  (api: SlackApi, kept: Bounded<Kept>, say: (language: Language) => Say): OpenForm =>
  async (pressed, { trigger, place }) => {
    const view = pressed.is === 'read' ? reading(pressed.key) : asking(pressed)
    if (view === undefined) return false
    await api.call('views.open', { trigger_id: trigger, view })
    return true

    function reading(key: string): ModalView | undefined {
      const found = kept.get(key)
      return found?.kind === 'reading' ? readingModal(found, say(found.language)) : undefined
    }

    function asking({ verb, token }: Extract<Pressed, { is: 'ask' }>): ModalView | undefined {
      const found = kept.get(askingKey(verb, token))
      const metadata = metadataOf({ verb, token, place })
      if (found?.kind !== 'asking' || metadata === undefined) return undefined
      return askingModal(found.asking, metadata, say(found.asking.language), keep)
    }

    function keep(one: Kept): string {
      const key = keyOf(one)
      kept.set(key, one)
      return key
    }
  }
