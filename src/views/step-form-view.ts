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
  /** All that was wrong with what was entered before. */
  readonly problems?: readonly FormProblem[]
}

export interface FormProblem {
  readonly is: 'missing' | 'no-choice' | 'no-number' | 'not-taken'
  readonly input: string
  /** Why the step does not take it, and what it takes. */
  readonly why?: TranslatableMessage
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
export const stepFormView = ({ step, token, questions, problems = [] }: StepForm, say: Translate): CardView => {
  const title = bareStepTitle(step.id, say)
  const words = say(messageOf(`step.${step.id}.does`))
  const told = problems.map((problem) => problemText(problem, say))
  const asked = questions.map(withPlainChoices)
  const chosen = asked.filter(({ choices }) => choices !== undefined)
  const written = asked.filter(({ choices }) => choices === undefined)
  const isNumber = ({ input }: FormQuestion): boolean => step.inputs[input] !== 'text' && step.inputs[input] !== 'sku'
  const isName = (one: FormQuestion): boolean => step.inputs[one.input] === 'instance' || !isNumber(one)
  return {
    template: 'step-form',
    language: say.language,
    asks: true,
    summary: sanitizeText(`${title}: ${problems.length === 0 ? words : told.join(' ')}`),
    data: {
      title,
      words,
      problem: told.map((text) => ({ text })),
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

const problemText = ({ is, input, value = '–', why }: FormProblem, say: Translate): string => {
  const what = labelOf({ input }, say)
  const words = why ?? messageOf(`card.steps.${is}`, { what, value: sanitizeText(value, 60) })
  return sanitizeText(say(words), 300)
}

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
