import type { LRUCache } from 'lru-cache'
import type { Language, Translate } from '../../../i18n/types.ts'
import type { CardElement, InputField } from './card-element.ts'

/** What the converter needs besides the card. */
export interface BlockRenderContext {
  readonly say: Translate
  /** One line that says what the card is about. */
  readonly summary: string
  /** By name: the uploaded file, or what stands in for it. */
  readonly pictures: Readonly<Record<string, SlackPicture>>
}

export type SlackPicture =
  | { readonly is: 'file'; readonly id: string }
  /** Lines of unicode bars. */
  | { readonly is: 'bars'; readonly lines: readonly string[] }

/** What a button stands for that has no room in it; kept by key, which is made of the content. */
export type StoredValue =
  | { readonly kind: 'value'; readonly value: string }
  | {
      readonly kind: 'reading'
      readonly title: string
      readonly pieces: readonly CardElement[]
      readonly language: Language
    }
  | { readonly kind: 'asking'; readonly asking: ModalForm }

/** By key; what was stored longest ago is forgotten. Looked up with `peek`: being asked for keeps nothing longer. */
export type StoredValues = LRUCache<string, StoredValue>

export interface ModalForm {
  readonly language: Language
  readonly title: string
  readonly verb: string
  readonly token: string
  readonly intro: readonly CardElement[]
  readonly fields: readonly InputField[]
}

export type StoreValue = (stored: StoredValue) => string
