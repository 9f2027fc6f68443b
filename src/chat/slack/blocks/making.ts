import type { Language, Say } from '../../../language/types.ts'
import type { Field, Piece } from './piece.ts'

/** What the converter needs besides the card. */
export interface Making {
  readonly say: Say
  /** One line that says what the card is about. */
  readonly summary: string
  /** By name: the uploaded file, or what stands in for it. */
  readonly pictures: Readonly<Record<string, ShownPicture>>
}

export type ShownPicture =
  | { readonly is: 'file'; readonly id: string }
  /** Lines of unicode bars. */
  | { readonly is: 'bars'; readonly lines: readonly string[] }

/** What a button stands for that has no room in it; kept by key, which is made of the content. */
export type Kept =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'reading'; readonly title: string; readonly pieces: readonly Piece[]; readonly language: Language }
  | { readonly kind: 'asking'; readonly asking: Asking }

export interface Asking {
  readonly language: Language
  readonly title: string
  readonly verb: string
  readonly token: string
  readonly intro: readonly Piece[]
  readonly fields: readonly Field[]
}

export type Keep = (kept: Kept) => string
