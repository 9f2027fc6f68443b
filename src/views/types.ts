import type { Language } from '../i18n/types.ts'
import type { MentionedPerson } from '../incident/approval/notify-policy.ts'

/** What is shown: a template of `cards/` and the data it binds. Pure data; the same incident gives the same view (L9). */
export interface CardView {
  /** Name of the template file in `cards/`, without `.json`. */
  readonly template: string
  readonly data: Readonly<Record<string, unknown>>
  /** One line for notifications, screen readers and clients without cards. */
  readonly summary: string
  readonly language: Language
  /** It asks back: where only words can be shown to one person alone, it is posted for them instead. */
  readonly asks?: true
  /** Whom it calls; its `text` names them in front, for platforms that can call nobody. `text` here is without them. */
  readonly mentions?: { readonly people: readonly MentionedPerson[]; readonly text: string }
  /** Pictures that the template names; a platform turns each into what it can show. */
  readonly images?: readonly CardPicture[]
}

export interface CardPicture {
  /** The template shows it as `${images.<name>}`. */
  readonly name: string
  readonly svg: string
  readonly alt: string
}
