import { causes } from '../../diagnose/causes/index.ts'
import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { type Spoken, speaksOf, spokenTerms } from '../../text/spoken-terms.ts'
import type { CardLink } from '../../views/parts/card-button.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'

interface Page extends Spoken {
  readonly id: string
  readonly url: string
}

const learn = 'https://learn.microsoft.com'

/** Microsoft's pages on what people ask about; what a cause is called leads to the cause's own page. */
const pages: readonly Page[] = [
  {
    id: 'bad-gateway',
    url: `${learn}/azure/app-service/troubleshoot-http-502-http-503`,
    spokenAs: '502, 503, 502s, 503s, bad gateway, service unavailable',
  },
  {
    id: 'health-check',
    url: `${learn}/azure/app-service/monitor-instances-health-check`,
    spokenAs: 'health check*, healthcheck*, gezondheidscontrole*',
  },
  {
    id: 'auto-heal',
    url: `${learn}/azure/app-service/overview-diagnostics`,
    spokenAs: 'auto heal*, autoheal*, zelfherstel*, diagnose and solve*, app service diagnostic*',
  },
  {
    id: 'slots',
    url: `${learn}/azure/app-service/deploy-staging-slots`,
    spokenAs: 'slot, slots, deployment slot*, staging slot*, swap, swapping, slotwissel*',
  },
  {
    id: 'always-on',
    url: `${learn}/azure/app-service/configure-common`,
    spokenAs: 'always on, alwayson, app setting*, app settings, instellingen',
  },
  {
    id: 'scaling',
    url: `${learn}/azure/app-service/manage-scale-up`,
    spokenAs: 'scal* up, scaling, scale, schalen, opschalen, uitschalen, tier, tiers, sku*',
  },
  {
    id: 'autoscale',
    url: `${learn}/azure/app-service/manage-automatic-scaling`,
    spokenAs: 'autoscal*, automatic scal*, automatisch schalen',
  },
  {
    id: 'nat-gateway',
    url: `${learn}/azure/app-service/overview-nat-gateway-integration`,
    spokenAs: 'nat gateway*, natgateway*',
  },
  {
    id: 'private-endpoint',
    url: `${learn}/azure/app-service/overview-private-endpoint`,
    spokenAs: 'private endpoint*',
  },
]

const pageWords = `
  page, pages, article*, doc, docs, documentation, documented, guide, guides, read up, read about, link … about, link … on,
  microsoft learn, ms learn, learn page, reference, pagina*, artikel*, documentatie, handleiding, uitleg van microsoft,
  link … over, lezen over, naslag`
/** "Which docs do they want in a ticket" is about the ticket, the page of the portal about the portal. */
const otherWords = `
  ticket*, case, support request*, supportverzoek*, supportaanvraag, microsoft support, open … request, portal, kudu,
  status page, statuspagina, phone, number, nummer, forum`

/** The pages that are asked for: of what is spoken of, else of the cause; none where no page is meant. */
export const askedPages = (text: string, incident: Incident | undefined, say: Translate): readonly CardLink[] => {
  if (!speaksOf(text, pageWords) || speaksOf(text, otherWords)) return []
  const named = namedPages(text, say)
  return named.length > 0 ? named : causePages(incident, say)
}

const maxPages = 3

/** The pages on what a text speaks of. */
const namedPages = (text: string, say: Translate): readonly CardLink[] => {
  const named = spokenTerms(text, pages).map(({ id, url }) => ({
    title: say(messageOf(`answer.support.page-${id}`)),
    url,
  }))
  const ofCauses = named.length > 0 ? [] : spokenTerms(text, causes).slice(0, 1)
  return [...named, ...ofCauses.map(({ id, docs }) => ({ title: causeTitle(id, say), url: docs }))].slice(0, maxPages)
}

/** None or one: the page on the cause that is named. */
export const causePages = (incident: Incident | undefined, say: Translate): readonly CardLink[] =>
  namedCauses(incident?.verdict)
    .slice(0, 1)
    .flatMap(({ cause }) => {
      const docs = causeTraitsOf(cause)?.docs
      return docs === undefined
        ? []
        : [{ title: say(messageOf('answer.support.page-cause', { cause: causeTitle(cause, say) })), url: docs }]
    })
