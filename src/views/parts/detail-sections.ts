import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { RenderContext } from '../render-context.ts'
import { type CollapsibleSection, collapsibleSection, lineGroup } from './collapsible-section.ts'
import { collectionSection } from './collection-section.ts'
import { moreEvidence, otherCauses } from './considered-causes.ts'
import { healthCheckNote } from './health-check-note.ts'
import { isObserving } from './observation-progress.ts'
import { isManualActionNeeded } from './offered-steps.ts'
import { portalLinks, probeResultLines } from './probe-result-lines.ts'
import { certificateNotes } from './request-lines.ts'
import { changeAndSurroundingGroups } from './surrounding-groups.ts'
import { causeAdvice } from './verdict-sections.ts'

/** Shown on a tap, each behind its button: everything that the first screen has no room for. */
export const detailSections = (
  incident: Incident,
  say: Translate,
  renderContext: RenderContext,
): readonly CollapsibleSection[] => {
  const { verdict } = incident
  if (incident.app === undefined) return []
  const notes = isManualActionNeeded(incident) ? [] : causeAdvice(verdict, say)
  return [
    ...collapsibleSection('more', { notes, sections: moreEvidence(verdict, say) }, say),
    ...collapsibleSection('others', { sections: otherCauses(verdict, say, renderContext) }, say),
    ...(isObserving(incident) ? [] : observationSections(incident, say)),
    ...collectionSection(incident, say, renderContext),
  ]
}

const observationSections = (incident: Incident, say: Translate): readonly CollapsibleSection[] => [
  ...collapsibleSection('around', { sections: changeAndSurroundingGroups(incident, say) }, say),
  ...(incident.verdict === undefined ? [] : probeResultSection(incident, say)),
]

const probeResultSection = (incident: Incident, say: Translate): readonly CollapsibleSection[] =>
  collapsibleSection(
    'looked',
    {
      notes: [...healthCheckNote(incident, say), ...certificateNotes(incident, say)],
      sections: lineGroup('', probeResultLines(incident, say)),
      links: portalLinks(incident, say),
    },
    say,
  )
