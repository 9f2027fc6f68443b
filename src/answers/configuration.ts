import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Incident } from '../incident/incident.ts'
import { appDisplayName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { askedTextOf } from './seen/asked-text.ts'
import type { ConfigurationFact, SeenApp } from './seen/configuration-fact.ts'
import { configurationFacts, readsNot } from './seen/configuration-facts.ts'
import { lastLookedAt } from './seen/looked.ts'
import type { Answer } from './types.ts'

export const configurationAnswer: Answer = {
  id: 'configuration',
  nearestIntent: 'ask_status',
  about: 'app',
  answer: async ({ app, incident, ...question }, sources) => {
    const text = askedTextOf(question)
    const looked = await lastLookedAt({ app, incident }, sources)
    return (say) => ({
      title: messageOf('answer.configuration.title', { app: appDisplayName(app) }),
      lines: configurationLines({ app, looked, text }, say),
      asOf: looked === undefined ? undefined : lookTimeOf(looked),
    })
  },
}

interface Asked {
  readonly app: AppRef
  readonly looked: Incident | undefined
  readonly text: string
}

/** Only what was asked for; where nothing certain was, all of it. */
const configurationLines = ({ app, looked, text }: Asked, say: Translate): readonly string[] => {
  const asked = configurationFacts.filter(({ asked: words }) => words.test(text))
  // "Are the Key Vault references in the app settings all right" asks for no value.
  const unread = /vault|sleutelkluis/i.test(text) ? [] : readsNot.filter(({ asked: words }) => words.test(text))
  if (asked.length + unread.length > 0)
    return [
      ...unread.map(({ id }) => say(messageOf(`answer.configuration.unread-${id}`))),
      // "Is it on?" is answered before how big the plan is that the question names as well.
      ...[...asked.filter(isSwitch), ...asked.filter((fact) => !isSwitch(fact))].flatMap((fact) =>
        askedLines(fact, { app, looked }, say),
      ),
    ]
  const known = groups.flatMap((group) => {
    const facts = configurationFacts.filter((fact) => fact.group === group)
    const lines = facts.flatMap((fact) => fact.lines({ app, looked }, say))
    return lines.length === 0 ? [] : [lines.join(' ')]
  })
  const isUnseen = looked === undefined
  return isUnseen ? [...known, say(messageOf('answer.configuration.not-looked', { app: app.name }))] : known
}

const isSwitch = ({ group }: ConfigurationFact): boolean => group === 'switches'

const groups = ['size', 'place', 'switches', 'limits'] as const

const askedLines = (fact: ConfigurationFact, seen: SeenApp, say: Translate): readonly string[] => {
  const lines = [...fact.lines(seen, say), ...(fact.more?.(seen, say) ?? [])]
  if (lines.length > 0) return lines
  return [
    say(
      seen.looked === undefined
        ? messageOf('answer.configuration.not-looked', { app: seen.app.name })
        : messageOf('answer.configuration.unknown'),
    ),
  ]
}
