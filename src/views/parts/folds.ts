import type { Incident } from '../../incident/incident.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { aroundSections } from './around.ts'
import { collectFold } from './collecting.ts'
import { moreEvidence, otherCauses } from './considered.ts'
import { type Fold, fold, section } from './fold.ts'
import { healthCheckNote } from './health-check.ts'
import { lookedLines, portalLinks } from './looked.ts'
import { isUpToPeople } from './next.ts'
import { isObserving } from './observing.ts'
import { advice } from './verdict.ts'

/** Shown on a tap, each behind its button: everything that the first screen has no room for. */
export const foldsOf = (incident: Incident, say: Say, surroundings: Surroundings): readonly Fold[] => {
  const { verdict } = incident
  if (incident.app === undefined) return []
  const notes = isUpToPeople(incident) ? [] : advice(verdict, say)
  return [
    ...fold('more', { notes, sections: moreEvidence(verdict, say) }, say),
    ...fold('others', { sections: otherCauses(verdict, say) }, say),
    ...(isObserving(incident) ? [] : seen(incident, say)),
    ...collectFold(incident, say, surroundings),
  ]
}

const seen = (incident: Incident, say: Say): readonly Fold[] => [
  ...fold('around', { sections: aroundSections(incident, say) }, say),
  ...(incident.verdict === undefined ? [] : looked(incident, say)),
]

const looked = (incident: Incident, say: Say): readonly Fold[] =>
  fold(
    'looked',
    {
      notes: healthCheckNote(incident, say),
      sections: section('', lookedLines(incident, say)),
      links: portalLinks(incident, say),
    },
    say,
  )
