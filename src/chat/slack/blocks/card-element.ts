/** What a card says, between Adaptive Card and Block Kit: flat, in reading order, every decision a piece of its own. */
export type CardElement =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'line'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly CardFact[] }
  | { readonly kind: 'picture'; readonly name: string; readonly alt: string }
  /** What follows is about something else. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'buttons'; readonly buttons: readonly ButtonElement[] }
  | { readonly kind: 'choice'; readonly choice: ChoiceField }
  /** An input that Slack has in modals only. */
  | { readonly kind: 'field'; readonly field: InputField }
  /** Shown on a tap. */
  | { readonly kind: 'fold'; readonly id: string; readonly pieces: readonly CardElement[] }

export interface TextRun {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly code?: boolean
}

export interface CardFact {
  readonly title: string
  readonly value: string
}

export type ButtonElement =
  | ({ readonly kind: 'verb' } & VerbButton)
  /** Opens a modal that asks for the fields, and then does what the verb says. */
  | ({
      readonly kind: 'ask'
      readonly intro: readonly CardElement[]
      readonly fields: readonly InputField[]
    } & VerbButton)
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  | { readonly kind: 'fold'; readonly title: string; readonly targets: readonly string[] }

export interface VerbButton {
  readonly title: string
  readonly verb: string
  readonly token: string
  readonly style: 'default' | 'positive' | 'destructive'
  readonly secondary: boolean
}

export type InputField = ChoiceField | TextField | NumberField | DateField | ToggleField

interface LabelledField {
  readonly id: string
  readonly label: string
  readonly required: boolean
  /** As entered; empty where nothing is. */
  readonly initial: string
}

export interface ChoiceField extends LabelledField {
  readonly kind: 'choice'
  readonly several: boolean
  readonly options: readonly ChoiceOption[]
}

export interface ChoiceOption {
  readonly title: string
  readonly value: string
}

export interface TextField extends LabelledField {
  readonly kind: 'text'
  readonly lines: boolean
  readonly placeholder: string
  readonly longest?: number
}

export interface NumberField extends LabelledField {
  readonly kind: 'number'
  readonly least?: number
  readonly most?: number
}

export interface DateField extends LabelledField {
  readonly kind: 'date'
}

export interface ToggleField extends LabelledField {
  readonly kind: 'toggle'
  readonly title: string
  readonly on: string
  readonly off: string
}

/** A piece that somebody decides with: never cut. */
export const isDecisionElement = (element: CardElement): boolean =>
  element.kind === 'buttons' || element.kind === 'choice'
