import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { cardButton } from './card-button.ts'
import { type CardLine, cardLine } from './card-line.ts'
import {
  type ChoicePrompt,
  type CollapsibleSection,
  collapsibleSection,
  lineGroup,
  truncateLines,
} from './collapsible-section.ts'
import { collectorTitle, evidenceFileLines, evidenceFileLinks } from './evidence-file-lines.ts'

const maxFiles = 10

/** What was collected, what is under way, and what can be asked for. */
export const collectionSection = (
  incident: Incident,
  say: Translate,
  renderContext: RenderContext,
): readonly CollapsibleSection[] =>
  collapsibleSection(
    'files',
    {
      notes: [{ text: say(messageOf('card.collect.stays')) }],
      sections: [
        ...lineGroup('', truncateLines(evidenceFileLines(incident, say), maxFiles, say)),
        ...lineGroup(say(messageOf('card.collect.closed')), closedLines(incident, say, renderContext)),
      ],
      links: evidenceFileLinks(incident, renderContext),
      asks: collectorPrompt(incident, say, renderContext),
    },
    say,
  )

/** One choice for all of them, read as `collector`, once the verdict is in: a button each would bury the decisions. */
const collectorPrompt = (
  incident: Incident,
  say: Translate,
  { collectors = [] }: RenderContext,
): readonly ChoicePrompt[] => {
  if (incident.closed !== undefined || incident.verdict === undefined) return []
  const offered = collectors.filter(
    (one) => whyClosed(one, incident) === undefined && !incident.collecting.includes(one.id),
  )
  // What is taken by itself is rarely wanted once more.
  const others = offered.filter(({ taken }) => taken !== 'by-itself')
  const inOrder = [...others, ...offered.filter((one) => !others.includes(one))]
  const [first] = inOrder
  if (first === undefined) return []
  return [
    {
      id: 'collector',
      label: say(messageOf('card.collect.label')),
      first: first.id,
      choices: inOrder.map(({ id, taken }) => ({ title: choiceTitle(id, taken, say), value: id })),
      ...cardButton(say(messageOf('card.button.collect')), 'collect', collectToken(incident)),
    },
  ]
}

type OfferedCollector = NonNullable<RenderContext['collectors']>[number]

const whyClosed = (
  { allowed, os }: OfferedCollector,
  { app }: Incident,
): 'policy' | 'windows' | 'linux' | undefined => {
  if (os !== undefined && app !== undefined && os !== app.os) return os
  return allowed ? undefined : 'policy'
}

const closedReasons = ['policy', 'windows', 'linux'] as const

/** What can't be had of this app, and why: a line a reason. */
const closedLines = (incident: Incident, say: Translate, { collectors = [] }: RenderContext): readonly CardLine[] => {
  if (incident.closed !== undefined || incident.verdict === undefined) return []
  return closedReasons.flatMap((reason) => {
    const titles = collectors
      .filter((one) => whyClosed(one, incident) === reason)
      .map(({ id }) => collectorTitle(id, say))
    const what = titles.join(', ')
    return what === ''
      ? []
      : [cardLine('✗', 'default', sanitizeText(say(messageOf(`card.collect.closed.${reason}`, { what })), 400))]
  })
}

const collectToken = (incident: Incident): string => `${incident.id}/${incident.verdictRound ?? 0}/collector`

/** What pauses the process is a step: it says so where it is chosen. */
const choiceTitle = (collector: string, taken: string, say: Translate): string => {
  const what = collectorTitle(collector, say)
  return taken === 'with-approval' ? sanitizeText(say(messageOf('card.collect.pauses', { what })), 75) : what
}
