import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { plain } from '../untrusted.ts'
import { button } from './button.ts'
import { collectorTitle, fileLines, fileLinks } from './files.ts'
import { type Ask, atMost, type Fold, fold, section } from './fold.ts'

const mostFiles = 10

/** What was collected, what is under way, and what can be asked for. */
export const collectFold = (incident: Incident, say: Say, surroundings: Surroundings): readonly Fold[] =>
  fold(
    'files',
    {
      notes: [{ text: say(phrase('card.collect.stays')) }],
      sections: section('', atMost(fileLines(incident, say), mostFiles, say)),
      links: fileLinks(incident, surroundings),
      asks: ask(incident, say, surroundings),
    },
    say,
  )

/** One choice for all of them, read as `collector`, once the verdict is in: a button each would bury the decisions. */
const ask = (incident: Incident, say: Say, { collectors = [] }: Surroundings): readonly Ask[] => {
  if (incident.closed !== undefined || incident.verdict === undefined) return []
  const offered = collectors.filter(
    ({ id, taken, allowed, os = incident.app?.os }) =>
      taken !== 'by-itself' && allowed && os === incident.app?.os && !incident.collecting.includes(id),
  )
  const [first] = offered
  if (first === undefined) return []
  return [
    {
      id: 'collector',
      label: say(phrase('card.collect.label')),
      first: first.id,
      choices: offered.map(({ id, taken }) => ({ title: choiceTitle(id, taken, say), value: id })),
      ...button(say(phrase('card.button.collect')), 'collect', collectToken(incident)),
    },
  ]
}

const collectToken = (incident: Incident): string => `${incident.id}/${incident.verdictRound ?? 0}/collector`

/** What pauses the process is a step: it says so where it is chosen. */
const choiceTitle = (collector: string, taken: string, say: Say): string => {
  const what = collectorTitle(collector, say)
  return taken === 'with-approval' ? plain(say(phrase('card.collect.pauses', { what })), 75) : what
}
