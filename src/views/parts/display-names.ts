import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Incident } from '../../incident/incident.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import { actionTitle, stepTitle } from './step-title.ts'

export { actionTitle }

export const appDisplayName = ({ name, slot }: AppRef): string => (slot === undefined ? name : `${name}/${slot}`)

export const incidentAppName = ({ app, question }: Incident): string =>
  app === undefined ? (question?.query ?? '–') : appDisplayName(app)

/** `INC-7 (contoso-web)` */
export const incidentName = (incident: Incident): string =>
  incident.app === undefined ? incident.id : `${incident.id} (${incidentAppName(incident)})`

export const offeredStepTitles = (incident: Incident, say: Translate): readonly string[] =>
  suggestedStepsOf(incident).map((step) => stepTitle(step, say))
