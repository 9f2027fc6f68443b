import { faults } from '../../simulator/index.ts'
import { answers } from '../../src/answers/index.ts'
import { localPlatform, remotePlatforms } from '../../src/chat/index.ts'
import { collectors } from '../../src/collect/index.ts'
import { causes } from '../../src/diagnose/causes/index.ts'
import { languages } from '../../src/i18n/types.ts'
import { policyChecks } from '../../src/incident/approval/checks/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { probes } from '../../src/observe/index.ts'
import { replies } from '../../src/runbook/replies/index.ts'

/** Members of one kind, each of which owns what is known of it. */
export interface Family {
  /** One of them. */
  readonly name: string
  readonly folder: string
  /** As the family's index lists them. */
  readonly ids: readonly string[]
  /** What stands in the folder and is no member. */
  readonly support: readonly string[]
  /** Keys that a member must have in every language. */
  readonly strings: (id: string) => readonly string[]
  /** Where an id can be meant at all; elsewhere the same word is another's. */
  readonly scope: readonly string[]
  /** What holds an id in the code: the `step` of `action.step`, the `cause` of `cause.id`. */
  readonly holders: RegExp
  /** Ids of one word that mean nothing else; those of several words never do. */
  readonly unmistakable?: readonly string[]
}

const idsOf = (members: readonly { readonly id: string }[]): readonly string[] => members.map(({ id }) => id)

export const families: readonly Family[] = [
  {
    name: 'step',
    folder: 'src/mitigate',
    ids: idsOf(steps),
    support: ['follow-up', 'kinds', 'live-state', 'planning', 'seen'],
    strings: (id) => [`step.${id}.title`],
    // The simulator knows restarts and auto-heal of Azure, and steps only as what a fault needs.
    scope: ['src/', 'simulator/faults/'],
    holders: /^(step\.?|wanted|kind\.)$|Step\.?$/,
  },
  {
    name: 'cause',
    folder: 'src/diagnose/causes',
    ids: idsOf(causes),
    support: [],
    strings: (id) => [`cause.${id}.title`, `cause.${id}.summary`],
    scope: ['src/'],
    holders: /^cause\.?$|Cause\.?$/,
  },
  {
    name: 'probe',
    folder: 'src/observe',
    ids: idsOf(probes),
    support: ['observe-app', 'onset-window', 'run-probes', 'running', 'sources'],
    strings: (id) => [`probe.${id}.title`],
    scope: ['src/'],
    holders: /^probe\.?$|Probe\.?$/,
  },
  {
    name: 'collector',
    folder: 'src/collect',
    ids: idsOf(collectors),
    support: ['kudu', 'output', 'parsers', 'run-collector'],
    strings: (id) => [`collect.${id}.title`],
    scope: ['src/'],
    holders: /^collector\.?$|Collector\.?$/,
  },
  {
    name: 'reply',
    folder: 'src/runbook/replies',
    ids: idsOf(replies),
    support: ['evidence-file-contents', 'evidence-file-facts', 'last-requested-step', 'reply-dispatcher'],
    strings: (id) => [`meaning.${id}`],
    scope: ['src/'],
    holders: /^(reply|meaning)\.?$|Reply\.?$/,
  },
  {
    name: 'answer',
    folder: 'src/answers',
    ids: idsOf(answers),
    support: ['reading', 'seen', 'suspects'],
    strings: (id) => [`meaning.${id}`],
    scope: ['src/'],
    holders: /^(answer|member|meaning)\.?$|Answer\.?$/,
  },
  {
    name: 'platform',
    folder: 'src/chat',
    ids: [...remotePlatforms, localPlatform].map(({ name }) => name),
    support: ['platform-module', 'shared', 'written-channel'],
    strings: () => [],
    scope: ['src/'],
    holders: /^platform\.?$|Platform\.?$/,
    unmistakable: ['slack', 'teams'],
  },
  {
    name: 'fault',
    folder: 'simulator/faults',
    ids: idsOf(faults),
    support: ['lookalikes'],
    // Its title stands in its file: the simulator shares no strings with the product.
    strings: () => [],
    // Most faults are called after the cause that they bring about, so in the product the cause is meant.
    scope: ['simulator/', 'src/cli/', 'src/config/'],
    holders: /^fault\.?$|Fault\.?$/,
  },
  {
    name: 'language',
    folder: 'src/i18n/languages',
    ids: languages,
    support: [],
    strings: () => [],
    scope: ['src/'],
    holders: /^(language|locale)$|Language$/,
  },
  {
    name: 'policy check',
    folder: 'src/incident/approval/checks',
    ids: idsOf(policyChecks),
    support: [],
    // What it refuses is said by the reason that it gives.
    strings: () => [],
    scope: ['src/'],
    holders: /^(check|gate)\.?$|Check\.?$/,
  },
]
