import { originOf } from '../diagnose/spoken-causes.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { namedCauses } from '../incident/verdict.ts'
import { incidentName } from '../views/parts/display-names.ts'
import { causeTitle } from '../views/parts/verdict-title.ts'
import { isPast } from './reading/incident-words.ts'
import { askedPages, causePages } from './support/pages.ts'
import type { Answer } from './types.ts'

const maxLines = 4
const maxLinks = 5

export const supportAnswer: Answer = {
  id: 'support',
  nearestIntent: 'help',
  about: 'nothing',
  answer: async ({ text, incident }) => {
    const wantsForum = /forum|communit|stack ?overflow|q&a|\bq ?and ?a\b/i.test(text)
    const wantsPhone = /phone|number|nummer|\bcall\b|\bbel|\bring\b|hotline|hulplijn|aan de lijn|speak|spreken/i.test(
      text,
    )
    const wantsSeverity = /severity|priorit|\bprio\b|\bsev\b|ernst|urgen|how (?:fast|quick|soon)|hoe snel/i.test(text)
    const places = wantsForum ? [forum, ...others] : [...others, forum]
    return (say) => {
      const pages = askedPages(text, incident, say)
      const ofCause = causePages(incident, say)
      if (pages.length > 0)
        return {
          title: messageOf('answer.support.title.pages'),
          lines: [say(messageOf('answer.support.pages'))],
          links: pages,
        }
      return {
        title: messageOf('answer.support.title'),
        lines: [
          ...(wantsSeverity ? [say(messageOf('answer.support.severity'))] : []),
          ...(wantsForum ? [say(messageOf('answer.support.forum-how'))] : []),
          ...(wantsPhone ? [say(messageOf('answer.support.phone'))] : []),
          ...senseWords(incident, say),
          say(messageOf('answer.support.ticket')),
          say(
            incident === undefined || incident.app === undefined
              ? messageOf('answer.support.text-later')
              : messageOf('answer.support.text', {
                  incident: incidentName(incident),
                  button: say(messageOf('card.button.support')),
                }),
          ),
          ...(wantsSeverity ? [] : [say(messageOf('answer.support.severity'))]),
        ].slice(0, maxLines),
        links: [...places.slice(0, maxLinks - ofCause.length).map((place) => linkTo(place, say)), ...ofCause],
      }
    }
  },
}

/** None or one: whether Microsoft can do anything about it, by whose doing the cause is. */
const senseWords = (incident: Incident | undefined, say: Translate): readonly string[] => {
  if (incident === undefined || incident.verdict === undefined || isPast(incident)) return []
  const [first] = namedCauses(incident.verdict)
  if (first === undefined)
    return incident.verdict.outcome === 'nothing-wrong' ? [] : [say(messageOf('answer.support.sense.unknown'))]
  const origin = originOf(first.cause) ?? 'either'
  return [say(messageOf(`answer.support.sense.${origin}`, { cause: causeTitle(first.cause, say) }))]
}

interface Place {
  readonly id: string
  readonly url: string
}

/** The first is where a request is written; the second and the forums are the article's own addresses. */
const others: readonly Place[] = [
  { id: 'request', url: 'https://portal.azure.com/#view/Microsoft_Azure_Support/HelpAndSupportBlade/~/overview' },
  { id: 'options', url: 'https://azure.microsoft.com/support/options/' },
  { id: 'status', url: 'https://azure.status.microsoft/' },
  { id: 'forums', url: 'https://azure.microsoft.com/support/forums/' },
]
const forum: Place = { id: 'questions', url: 'https://learn.microsoft.com/answers/tags/436/azure-app-service' }

const linkTo = ({ id, url }: Place, say: Translate) => ({ title: say(messageOf(`answer.support.link-${id}`)), url })
