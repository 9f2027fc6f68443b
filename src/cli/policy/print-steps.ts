import { loadTranslators } from '../../i18n/load-translators.ts'
import { riskLevels } from '../../incident/mitigation-plan.ts'
import { steps } from '../../mitigate/index.ts'
import { stepTitle } from '../../views/parts/step-title.ts'

/** What rules can be about: every step, from the lowest risk to the highest. */
export const printSteps = (): void => {
  const say = loadTranslators('UTC')('en')
  const sorted = steps.toSorted((a, b) => riskLevels.indexOf(a.risk) - riskLevels.indexOf(b.risk))
  const rows = sorted.map((step) => [
    step.id,
    stepTitle({ step: step.id, args: {} }, say),
    step.risk,
    step.destroysEvidence ? 'yes' : 'no',
  ])
  const table = [['step', 'name', 'risk', 'destroys evidence'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  for (const row of table) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
  }
}
