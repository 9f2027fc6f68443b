import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { appDisplayName } from '../views/parts/display-names.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { askedPages } from './support/pages.ts'
import type { Answer } from './types.ts'

export const linksAnswer: Answer = {
  id: 'links',
  about: 'app',
  answer: async ({ app, ...question }) => {
    const text = askedTextOf(question)
    const all = addressesOf(app)
    const asked = all.filter((one) => one.asked.test(text))
    // "The address of Kudu" asks for Kudu, "the plan in the portal" for the plan.
    const least = Math.min(...asked.map(({ general = 0 }) => general))
    const shown = asked.length > 0 ? asked.filter(({ general = 0 }) => general === least) : all
    return (say) => {
      const pages = askedPages(text, question.incident, say)
      if (pages.length > 0)
        return {
          title: messageOf('answer.support.title.pages'),
          lines: [say(messageOf('answer.support.pages'))],
          links: pages,
        }
      return {
        title: messageOf('answer.links.title', { app: appDisplayName(app) }),
        lines: shown.flatMap((one) => addressLine(one, say)),
        links: shown.flatMap(({ id, url }) => (url === undefined ? [] : [{ title: titleOf(id, say), url }])),
      }
    }
  },
}

interface Address {
  readonly id: string
  /** Words of both languages by which it is asked for. */
  readonly asked: RegExp
  /** Its words are said of the others, too: the higher, of the more of them. */
  readonly general?: 1 | 2
  /** What can be opened. */
  readonly url?: string
  /** What is to be read or copied; absent where the link alone is meant. */
  readonly text?: string
}

const titleOf = (id: string, say: Translate): string => say(messageOf(`answer.links.${id}`))

const addressLine = ({ id, text }: Address, say: Translate): readonly string[] =>
  text === undefined ? [] : [`${titleOf(id, say)}: ${text}`]

const addressesOf = (app: AppRef): readonly Address[] => {
  const given = defaultHostOf(app)
  const kudu = given === undefined ? undefined : kuduHostOf(given)
  const own = app.hostNames.filter((host) => host !== given)
  const page = (name: string): string => portalUrlOf(app, app.id, name)
  const all: readonly Address[] = [
    {
      id: 'app',
      general: 2,
      asked: /\burl|address|adres|host ?name|hostnaam|\bsite\b|web ?address|domein|domain|azurewebsites/i,
      ...(own[0] === undefined && given === undefined ? {} : { url: `https://${own[0] ?? given}/` }),
      text: [...own, ...(given === undefined ? [] : [given])].slice(0, 4).join(', '),
    },
    {
      id: 'portal',
      general: 1,
      asked: /portal|\bazure\b|blade\b|open (?:it|him|this)|klik|click|phone|telefoon/i,
      url: page('appServices'),
    },
    {
      id: 'plan',
      asked: /\bplan\b|serverfarm|hosting ?plan/i,
      url: portalUrlOf(app, app.planId, 'webHostingPlan'),
    },
    { id: 'metrics', asked: /metri[ck]|meting|graph|chart|grafiek|cijfers|figures/i, url: page('metrics') },
    {
      id: 'metrics-of-plan',
      asked: /metri[ck]|meting|graph|chart|grafiek|cijfers|figures/i,
      url: portalUrlOf(app, app.planId, 'metrics'),
    },
    { id: 'instances', asked: /instan[ct]|\bworkers?\b/i, url: page('scaleOut') },
    ...(kudu === undefined
      ? []
      : [
          {
            id: 'kudu',
            asked: /kudu|kuud|\bscm\b|advanced tools|geavanceerde|achterkant|console/i,
            url: `https://${kudu}/`,
            text: `https://${kudu}/`,
          },
        ]),
    { id: 'live-log', asked: /log ?-?stre?am|logstroom|live log|\blogs?\b/i, url: page('logStream') },
    { id: 'diagnose', asked: /diagnos|troubleshoot/i, url: page('troubleshoot') },
    { id: 'resource', asked: /resou?rce[ -]?id|\barm\b|\bid\b/i, text: app.id },
    {
      id: 'place',
      asked: /subscription|abonnement|region|regio\b|resource ?group|resourcegroep/i,
      text: `${app.subscriptionId} · ${app.resourceGroup} · ${app.location}`,
    },
  ]
  return all.filter(isKnown)
}

/** An address of nothing is none. */
const isKnown = ({ text, url }: Address): boolean => url !== undefined || (text !== undefined && text !== '')

/** The name that Azure gave: Kudu's lies beside it. */
const defaultHostOf = ({ hostNames }: AppRef): string | undefined =>
  hostNames.find((host) =>
    /\.(?:azurewebsites\.(?:net|us)|chinacloudsites\.cn|appserviceenvironment\.(?:net|us|cn))$/i.test(host),
  )

/** `app.azurewebsites.net` → `app.scm.azurewebsites.net`; so of newer names with a region, and of environments. */
const kuduHostOf = (host: string): string => host.replace('.', '.scm.')
