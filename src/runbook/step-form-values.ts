import type { ButtonClick } from '../chat/types.ts'
import type { StepArgs } from '../incident/mitigation-plan.ts'
import type { StepInput } from '../incident/step-facts.ts'
import type { MitigationStep, StepQuestion } from '../mitigate/types.ts'
import { type FormProblem, leftToStep } from '../views/step-form-view.ts'

/**
 * What was entered, as the step's arguments; or what is wrong with it. Only what the step asks for is taken, and what has
 * choices is one of them: a form for one instance never asks for all of them.
 */
export const enteredArgsOf = (
  values: ButtonClick['values'],
  { inputs }: Pick<MitigationStep, 'inputs'>,
  questions: readonly StepQuestion[],
): { readonly args: StepArgs } | { readonly problem: FormProblem } => {
  const args: Record<string, string | number> = {}
  for (const question of questions) {
    const said = (values[question.input] ?? '').trim()
    if (said === '' || said === leftToStep) {
      if (question.isRequired) return { problem: { is: 'missing', input: question.input } }
      continue
    }
    const value = enteredValueOf(said, question, inputs[question.input] ?? 'text')
    if (typeof value === 'object') return { problem: value }
    args[question.input] = value
  }
  return { args }
}

const maxTextLength = 300

const enteredValueOf = (said: string, question: StepQuestion, kind: StepInput): string | number | FormProblem => {
  const { choices, input } = question
  if (choices !== undefined && !choices.some(({ value }) => value === said))
    return { is: 'no-choice', input, value: said.slice(0, maxTextLength) }
  if (kind !== 'number' && kind !== 'instance-count') return said.slice(0, maxTextLength)
  const number = Number(said.replace(',', '.'))
  return Number.isFinite(number) && /^-?\d/.test(said)
    ? number
    : { is: 'no-number', input, value: said.slice(0, maxTextLength) }
}
