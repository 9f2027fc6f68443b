import type { ButtonClick } from '../chat/types.ts'
import type { StepArgs } from '../incident/mitigation-plan.ts'
import type { StepInput } from '../incident/step-facts.ts'
import type { MitigationStep, StepQuestion } from '../mitigate/types.ts'
import { type FormProblem, leftToStep } from '../views/step-form-view.ts'

/**
 * What was entered, as the step's arguments; or all that is wrong with it. Only what the step asks for is taken, and what has
 * choices is one of them: a form for one instance never asks for all of them.
 */
export const enteredArgsOf = (
  values: ButtonClick['values'],
  { inputs, whyNotTaken }: Pick<MitigationStep, 'inputs' | 'whyNotTaken'>,
  questions: readonly StepQuestion[],
): { readonly args: StepArgs } | { readonly problems: readonly FormProblem[] } => {
  const args: Record<string, string | number> = {}
  const problems: FormProblem[] = []
  for (const question of questions) {
    const said = (values[question.input] ?? '').trim()
    if (said === '' || said === leftToStep) {
      if (question.isRequired) problems.push({ is: 'missing', input: question.input })
      continue
    }
    const value = enteredValueOf(said, question, inputs[question.input] ?? 'text')
    if (typeof value === 'object') problems.push(value)
    else args[question.input] = value
  }
  const refused = questions.flatMap(({ input }): readonly FormProblem[] => {
    const why = args[input] === undefined ? undefined : whyNotTaken?.({ [input]: args[input] })
    return why === undefined ? [] : [{ is: 'not-taken', input, why }]
  })
  const wrong = [...problems, ...refused]
  return wrong.length === 0 ? { args } : { problems: wrong }
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
