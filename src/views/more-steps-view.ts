import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { cardButton } from './parts/card-button.ts'
import { cardLine } from './parts/card-line.ts'
import { collapsibleSection, lineGroup } from './parts/collapsible-section.ts'
import { incidentAppName } from './parts/display-names.ts'
import { stepTitle } from './parts/step-title.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

export interface ListedStep {
  readonly id: string
  /** Why it can't be done, where that is known already. */
  readonly whyNot?: TranslatableMessage | undefined
}

/** Every step, least harm first: those that may be possible to choose from, the others folded away with their reason. */
export const moreStepsView = (incident: Incident, listed: readonly ListedStep[], say: Translate): CardView => {
  const possible = listed.filter(({ whyNot }) => whyNot === undefined)
  const title = say(messageOf('card.steps.title'))
  const folded = collapsibleSection('impossible-steps', { sections: lineGroup('', impossibleLines(listed, say)) }, say)
  return {
    template: 'more-steps',
    language: say.language,
    asks: true,
    summary: sanitizeText(`${title} · ${incidentAppName(incident)}`),
    data: {
      title,
      name: sanitizeText(incidentAppName(incident), 60),
      words: say(messageOf('card.steps.words')),
      choose: say(messageOf('card.steps.choose')),
      choices: possible.map(({ id }) => ({ title: bareStepTitle(id, say), value: id })),
      steps: possible.map(({ id }) => ({
        title: bareStepTitle(id, say),
        does: ` · ${say(messageOf(`step.${id}.does`))}`,
      })),
      folds: folded.length === 0 ? [] : [{ folds: folded.map((fold) => ({ id: fold.id, title: fold.title })) }],
      folded,
      buttons: [cardButton(say(messageOf('card.button.choose-step')), 'choose-step', incident.id, 'positive')],
    },
  }
}

export const bareStepTitle = (step: string, say: Translate): string => stepTitle({ step, args: {} }, say)

const impossibleLines = (listed: readonly ListedStep[], say: Translate) =>
  listed.flatMap(({ id, whyNot }) =>
    whyNot === undefined
      ? []
      : [cardLine('✗', 'default', sanitizeText(`${bareStepTitle(id, say)}: ${say(whyNot)}`, 300))],
  )
