import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { StepFacts } from '../incident/step-facts.ts'
import { bareStepTitle } from './more-steps-view.ts'
import { cardButton } from './parts/card-button.ts'
import { leaseChoices } from './parts/offered-steps.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

export interface StepForm {
  readonly step: StepFacts
  /** `INC-7/scale-out`: what the button carries. */
  readonly token: string
  readonly questions: readonly FormQuestion[]
  /** What was wrong with what was entered before. */
  readonly problem?: FormProblem
}

export interface FormProblem {
  readonly is: 'missing' | 'no-choice' | 'no-number'
  readonly input: string
  /** What was entered. Untrusted text. */
  readonly value?: string
}

/** An argument to be chosen or written; read under the name of the input. */
export interface FormQuestion {
  readonly input: string
  readonly choices?: readonly { readonly value: string; readonly title?: TranslatableMessage }[]
  readonly isRequired: boolean
  readonly usual?: number
}

/** Chosen where an argument is left to the step: Slack knows no empty value. */
export const leftToStep = '-'

/** What one step needs to know before it is proposed, and for how long it is wanted where it can go back by itself. */
export const stepFormView = ({ step, token, questions, problem }: StepForm, say: Translate): CardView => {
  const title = bareStepTitle(step.id, say)
  const words = say(messageOf(`step.${step.id}.does`))
  const asked = questions.map(withPlainChoices)
  const chosen = asked.filter(({ choices }) => choices !== undefined)
  const written = asked.filter(({ choices }) => choices === undefined)
  const isNumber = ({ input }: FormQuestion): boolean => step.inputs[input] !== 'text' && step.inputs[input] !== 'sku'
  const isName = (one: FormQuestion): boolean => step.inputs[one.input] === 'instance' || !isNumber(one)
  return {
    template: 'step-form',
    language: say.language,
    asks: true,
    summary: sanitizeText(problem === undefined ? `${title}: ${words}` : `${title}: ${problemText(problem, say)}`),
    data: {
      title,
      words,
      problem: problem === undefined ? [] : [{ text: problemText(problem, say) }],
      choices: chosen.map((one) => choiceInput(one, say)),
      texts: written.filter(isName).map((one) => writtenInput(one, say)),
      numbers: written.filter((one) => !isName(one)).map((one) => writtenInput(one, say)),
      lease: step.offersLease ? [leaseChoices(say)] : [],
      buttons: [cardButton(say(messageOf('card.button.request-step')), 'request-step', token, 'positive')],
    },
  }
}

/** A value goes back as it is: one that would have to be changed to be shown is no choice, and without any it is written. */
const withPlainChoices = ({ choices = [], ...question }: FormQuestion): FormQuestion => {
  const plain = choices.filter(({ value }) => sanitizeText(value, 100) === value)
  return plain.length === 0 ? question : { ...question, choices: plain }
}

const problemText = ({ is, input, value = '–' }: FormProblem, say: Translate): string =>
  sanitizeText(
    say(messageOf(`card.steps.${is}`, { what: labelOf({ input }, say), value: sanitizeText(value, 60) })),
    300,
  )

const labelOf = ({ input }: Pick<FormQuestion, 'input'>, say: Translate): string => say(messageOf(`step.ask.${input}`))

const choiceInput = (question: FormQuestion, say: Translate) => {
  const choices = (question.choices ?? []).map(({ value, title }) => ({
    title: sanitizeText(title === undefined ? value : say(title), 100),
    value,
  }))
  const left = { title: say(messageOf('card.steps.left-to-step')), value: leftToStep }
  return {
    id: question.input,
    label: labelOf(question, say),
    missing: say(messageOf('card.steps.missing', { what: labelOf(question, say) })),
    ...(question.isRequired
      ? { first: '', isRequired: true, choices }
      : { first: leftToStep, isRequired: false, choices: [left, ...choices] }),
  }
}

const writtenInput = (question: FormQuestion, say: Translate) => ({
  id: question.input,
  label: labelOf(question, say),
  hint: question.usual === undefined ? '' : say(messageOf('card.steps.usual', { usual: question.usual })),
  isRequired: question.isRequired,
  missing: say(messageOf('card.steps.missing', { what: labelOf(question, say) })),
})
