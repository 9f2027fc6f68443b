import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'

/** Something people suspect that is no cause of its own, and about which the look says something all the same. */
export interface Suspect {
  /** Nothing where it is not what was asked, or the look has nothing to say of it. */
  lines(incident: Incident, text: string, say: Translate): readonly string[]
}
