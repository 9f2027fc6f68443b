/** What a card says, between Adaptive Card and Block Kit: flat, in reading order, every decision a piece of its own. */
export type Piece =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'line'; readonly runs: readonly Run[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'picture'; readonly name: string; readonly alt: string }
  /** What follows is about something else. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Press[] }
  | { readonly kind: 'choice'; readonly choice: Choice }
  /** An input that Slack has in modals only. */
  | { readonly kind: 'field'; readonly field: Field }
  /** Shown on a tap. */
  | { readonly kind: 'fold'; readonly id: string; readonly pieces: readonly Piece[] }

export interface Run {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly code?: boolean
}

export interface Fact {
  readonly title: string
  readonly value: string
}

export type Press =
  | ({ readonly kind: 'verb' } & Verb)
  /** Opens a modal that asks for the fields, and then does what the verb says. */
  | ({ readonly kind: 'ask'; readonly intro: readonly Piece[]; readonly fields: readonly Field[] } & Verb)
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  | { readonly kind: 'fold'; readonly title: string; readonly targets: readonly string[] }

export interface Verb {
  readonly title: string
  readonly verb: string
  readonly token: string
  readonly style: 'default' | 'positive' | 'destructive'
  readonly secondary: boolean
}

export type Field = Choice | TextField | NumberField | DateField | Toggle

interface Labelled {
  readonly id: string
  readonly label: string
  readonly required: boolean
  /** As entered; empty where nothing is. */
  readonly initial: string
}

export interface Choice extends Labelled {
  readonly kind: 'choice'
  readonly several: boolean
  readonly options: readonly Option[]
}

export interface Option {
  readonly title: string
  readonly value: string
}

export interface TextField extends Labelled {
  readonly kind: 'text'
  readonly lines: boolean
  readonly placeholder: string
  readonly longest?: number
}

export interface NumberField extends Labelled {
  readonly kind: 'number'
  readonly least?: number
  readonly most?: number
}

export interface DateField extends Labelled {
  readonly kind: 'date'
}

export interface Toggle extends Labelled {
  readonly kind: 'toggle'
  readonly title: string
  readonly on: string
  readonly off: string
}

/** A piece that somebody decides with: never cut. */
export const isDecision = (piece: Piece): boolean => piece.kind === 'buttons' || piece.kind === 'choice'
