import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { triggerWords } from '../../views/parts/step-title.ts'
import { certificateFact } from './certificate-fact.ts'
import { type ConfigurationFact, stateOf, told } from './configuration-fact.ts'
import { autoscaleFact, connectionsFact, healthCheckFact, referencesFact, sizeFact } from './limit-facts.ts'
import { runtimeOf } from './runtime-words.ts'

const flag = (value: unknown): 'on' | 'off' => (value === true ? 'on' : 'off')

/** In the order in which a colleague would tell them. */
export const configurationFacts: readonly ConfigurationFact[] = [
  {
    // "How much RAM does one worker get" asks for its size.
    asked:
      /(?<!\b(?:a|one|an|per|each|every|een|één|elke) )(?:instan[ct]|instnac|worker)|server|how many machines|hoeveel machines|\bcount\b|\baantal\b/i,
    group: 'size',
    lines: (seen, say) => {
      const { workers } = stateOf(seen, 'plan')
      const running = seen.looked === undefined ? 0 : incidentStates(seen.looked, 'instance').length
      if (typeof workers !== 'number') return running === 0 ? [] : told('running', { running }, say)
      return told('instances', { workers, running: running === 0 ? workers : running }, say)
    },
  },
  sizeFact,
  {
    asked: /region|regio\b|locat|datacent|country|\bland\b|where is it hosted|gehost/i,
    group: 'place',
    lines: ({ app }, say) => told('region', { region: app.location, group: app.resourceGroup }, say),
  },
  {
    asked: /\bos\b|operating|besturing|windows|windos|linux|runtime|stack\b|\.?net\b|dotnet|php|node|python|java\b/i,
    group: 'place',
    lines: (seen, say) => {
      const { linuxFxVersion, ...rest } = stateOf(seen, 'app')
      const os = seen.app.os
      const runtime = runtimeOf({ linuxFxVersion: linuxFxVersion ?? null, ...rest })
      const own = String(linuxFxVersion ?? '').replace('|', ' ')
      return runtime === undefined && own === ''
        ? told('os', { os }, say)
        : told('runtime', { os, runtime: runtime ?? own }, say)
    },
  },
  {
    asked: /always[ -]?on/i,
    group: 'switches',
    lines: (seen, say) => {
      const { alwaysOn } = stateOf(seen, 'app')
      return typeof alwaysOn === 'boolean' ? told('always-on', { is: flag(alwaysOn) }, say) : []
    },
  },
  healthCheckFact,
  {
    asked: /auto-? ?heal|zelfherstel/i,
    group: 'switches',
    lines: (seen, say) => {
      const { autoHealEnabled } = stateOf(seen, 'app')
      if (typeof autoHealEnabled !== 'boolean' || seen.looked === undefined) return []
      const rules = incidentStates(seen.looked, 'rule')
      return told(
        'auto-heal',
        { is: flag(autoHealEnabled), rules: rules.map((rule) => ruleText(rule, say)).join('; '), count: rules.length },
        say,
      )
    },
    more: (seen, say) => (stateOf(seen, 'app').autoHealEnabled === false ? told('auto-heal-idle', {}, say) : []),
  },
  autoscaleFact,
  certificateFact,
  connectionsFact,
  referencesFact,
  {
    asked: /\bslots?\b/i,
    group: 'limits',
    lines: ({ looked }, say) => {
      const slots =
        looked === undefined ? [] : incidentStates(looked, 'slot').filter(({ name }) => name !== 'production')
      return slots.length === 0
        ? []
        : told('slots', { slots: slots.map(({ name }) => name).join(', '), count: slots.length }, say)
    },
  },
  {
    asked: /http\/?2|32[ -]?bit|64[ -]?bit|bitness/i,
    lines: (seen, say) => {
      const { http20Enabled, use32BitWorkerProcess } = stateOf(seen, 'app')
      const bits = use32BitWorkerProcess === true ? '32' : '64'
      return typeof use32BitWorkerProcess === 'boolean'
        ? told('process', { bits, http2: flag(http20Enabled) }, say)
        : []
    },
  },
  {
    asked: /https[ -]?only|access|toegang|public|vnet|network|netwerk|private/i,
    lines: (seen, say) => {
      const { httpsOnly } = stateOf(seen, 'app')
      const { restrictions, publicAccess } = stateOf(seen, 'access')
      if (typeof httpsOnly !== 'boolean') return []
      const rules = typeof restrictions === 'number' ? restrictions : 0
      return [
        ...told('https', { is: flag(httpsOnly) }, say),
        ...told('access', { rules, public: String(publicAccess ?? '–') }, say),
      ]
    },
  },
]

const ruleText = ({ properties: { kind, count, codes, action } }: StateFinding, say: Translate): string =>
  [
    triggerWords(String(kind), say),
    codes,
    count === null || count === undefined ? undefined : `× ${count}`,
    '→',
    say(messageOf('answer.configuration.auto-heal-action', { action: String(action) })),
  ]
    .filter((part) => part !== undefined && part !== null)
    .join(' ')

/** What is asked for and never read, or not read yet: it is said, so that nobody waits for it. */
export const readsNot: readonly { readonly id: 'settings' | 'other'; readonly asked: RegExp }[] = [
  {
    id: 'settings',
    asked: /app[ -]?settings?|environment variab|omgevingsvariab|connection ?string|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/,
  },
  { id: 'other', asked: /\barr\b|affinity|affiniteit|session|sticky/i },
]
