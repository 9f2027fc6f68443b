import type { AppRef } from '../../incident/app.ts'
import type { Incident } from '../../incident/incident.ts'
import { offers } from '../../incident/offers.ts'
import type { Say } from '../../language/types.ts'
import { actionTitle, stepTitle } from '../../views/parts/step.ts'

export { actionTitle }

export const nameOf = ({ name, slot }: AppRef): string => (slot === undefined ? name : `${name}/${slot}`)

export const appName = ({ app, question }: Incident): string =>
  app === undefined ? (question?.query ?? '–') : nameOf(app)

/** `INC-7 (contoso-web)` */
export const incidentName = (incident: Incident): string =>
  incident.app === undefined ? incident.id : `${incident.id} (${appName(incident)})`

export const offeredTitles = (incident: Incident, say: Say): readonly string[] =>
  offers(incident).map((step) => stepTitle(step, say))
