import type { BoundaryTable } from './find-violations.ts'

const whatAPlatformKnows = [
  'src/chat',
  'src/chat/platform-module.ts',
  'src/chat/shared',
  'src/i18n',
  'src/incident',
  'src/settings',
  'src/views',
]

/** Who may import whom, and which packages. The nearest row above a file counts; `npm run check:boundaries` holds it. */
export const boundaries: BoundaryTable = {
  // Pure: what comes out depends on what goes in, so nothing here reads a file, a clock or the network.
  'src/incident': {
    imports: ['src/i18n/languages/index.ts', 'src/i18n/message.ts'],
    packages: ['node:crypto'],
    why: 'The core knows itself, which languages there are and what a message is: time, ids and the world come in as values. A hash is one, too.',
  },
  'src/series': {
    imports: ['src/incident'],
    packages: [],
    why: 'Arithmetic on series of metrics: when one stepped, climbed or fell. A probe needs it to know where to look, diagnosis to weigh.',
  },
  'src/logs': {
    imports: ['src/incident', 'src/redaction'],
    packages: [],
    why: 'A log in, findings out, whichever program wrote it: pure, so that any log can be tried on it.',
  },
  'src/diagnose': {
    imports: ['src/i18n/message.ts', 'src/incident', 'src/series', 'src/text'],
    packages: [],
    why: 'Diagnosis is pure: findings in, ranked causes out.',
  },
  'src/understand': {
    imports: ['src/text'],
    packages: [],
    why: 'Understanding is pure: text in, meaning out. What is done with it is decided elsewhere.',
  },
  'src/views': {
    imports: ['src/i18n', 'src/incident'],
    packages: [],
    why: 'Views are pure: incident in, template name and data out. They say what the verdict says, and never diagnose.',
  },
  'src/i18n': {
    imports: [],
    packages: ['intl-messageformat'],
    why: 'Words, numbers and dates in a language: everybody may need them, so they need nobody.',
  },
  'src/i18n/load-translators.ts': {
    imports: ['src/i18n'],
    packages: ['node:fs'],
    why: 'It reads the strings from the disk, once, for whoever starts the program; hence a row of its own beside a pure folder.',
  },
  'src/redaction': {
    imports: [],
    packages: [],
    why: 'Secrets are taken out of text by what stands in it: every folder may call it, before anything else sees the text.',
  },
  'src/text': {
    imports: [],
    packages: [],
    why: 'Distances between words, for whoever corrects a slip, and what is called by which words.',
  },

  'src/auth': {
    imports: [],
    packages: ['node:crypto', 'zod'],
    why: "The check of Microsoft's tokens, for Teams and for the alerts of Azure Monitor, which come with the same kind.",
  },

  // Azure, and the families that read and change it.
  'src/azure': {
    imports: ['src/i18n/message.ts', 'src/incident', 'src/redaction'],
    packages: [
      '@azure/*',
      '@azure-rest/core-client',
      'lru-cache',
      'node:async_hooks',
      'node:dns',
      'node:dns/promises',
      'node:events',
      'node:http',
      'node:net',
      'node:timers/promises',
      'node:tls',
      'zod',
    ],
    why: "The clients know Azure and the core's types, not who uses them; no other folder speaks with Azure's SDK.",
  },
  'src/observe': {
    imports: ['src/azure', 'src/i18n/message.ts', 'src/incident', 'src/logs', 'src/redaction', 'src/series'],
    packages: ['node:events', 'zod'],
    why: "A probe knows Azure and the core's types: what its findings mean is for diagnosis to say.",
  },
  'src/collect': {
    imports: [
      'src/azure',
      'src/i18n/message.ts',
      'src/incident',
      'src/logs',
      'src/observe',
      'src/redaction',
      'src/text',
    ],
    packages: ['zod'],
    why: "A collector knows Azure, a probe's way of reading, the core's types and what people call it.",
  },
  'src/mitigate': {
    imports: ['src/azure', 'src/i18n/message.ts', 'src/incident', 'src/text'],
    packages: ['@azure/arm-appservice', 'zod'],
    why: "A step knows Azure, the core's types and what people call it: who asks for it, and why, is not its business.",
  },

  'src/answers': {
    imports: [
      'src/azure',
      'src/diagnose',
      'src/i18n',
      'src/incident',
      'src/mitigate',
      'src/series',
      'src/text',
      'src/understand',
      'src/views',
    ],
    packages: [],
    why: 'A question knows what was seen, what it means and the words of the cards; where that comes from is handed to it.',
  },
  'src/trained-model': {
    imports: ['src/understand'],
    packages: ['node:*', 'yaml', 'zod'],
    why: 'The examples are read and the model kept on the disk here, so that understanding stays pure.',
  },

  // Chat.
  'src/chat': {
    imports: ['src/incident', 'src/views'],
    packages: [],
    why: 'What every platform can do, so nothing of any of them.',
  },
  'src/chat/platform-module.ts': {
    imports: ['src/chat', 'src/chat/shared', 'src/i18n', 'src/incident', 'src/settings', 'src/views'],
    packages: ['zod'],
    why: 'What every platform says of itself before it runs, and what it is built with.',
  },
  'src/chat/index.ts': {
    imports: ['src/chat/platform-module.ts', 'src/chat/*', 'src/chat/slack', 'src/chat/teams', 'src/chat/web'],
    packages: [],
    why: 'The one list of platforms: whoever needs something of each of them walks it.',
  },
  'src/chat/written-channel.ts': {
    imports: ['src/chat/index.ts', 'src/incident'],
    packages: [],
    why: 'How channels are written, whatever the platform; hence a row of its own above the list.',
  },
  'src/chat/shared': {
    imports: ['src/chat', 'src/views'],
    packages: ['adaptivecards-templating', 'express', 'lru-cache', 'node:*'],
    why: 'What several platforms use knows none of them.',
  },
  'src/chat/*': {
    imports: whatAPlatformKnows,
    packages: ['lru-cache', 'node:*', 'zod'],
    why: 'A platform knows its own contract, input in and view out, and no other platform. An SDK of its own needs a row.',
  },
  'src/chat/slack': {
    imports: whatAPlatformKnows,
    packages: ['@slack/*', 'lru-cache', 'node:crypto', 'zod'],
    why: 'A platform knows its own contract, input in and view out, and no other platform.',
  },
  'src/chat/teams': {
    imports: [...whatAPlatformKnows, 'src/auth'],
    packages: [
      '@azure/core-rest-pipeline',
      '@azure/identity',
      'botbuilder',
      'lru-cache',
      'node:async_hooks',
      'node:crypto',
      'node:zlib',
      'zod',
    ],
    why: "A platform knows its own contract, and no other platform. Entra's credentials come with Azure's SDK.",
  },
  'src/chat/web': {
    imports: whatAPlatformKnows,
    packages: ['express', 'lru-cache', 'node:*', 'zod'],
    why: 'A platform knows its own contract, input in and view out, and no other platform.',
  },
  'src/chat/web/page': {
    imports: [],
    packages: [],
    why: 'It runs in a browser, which gets these files as they are.',
  },
  'src/alerts': {
    imports: ['src/auth', 'src/chat', 'src/incident'],
    packages: ['node:crypto', 'zod'],
    why: 'A way in beside chat: who may send an alert, what it says, and to which channel it goes.',
  },

  // Pages in people's browsers.
  'src/sign-in': {
    imports: ['src/chat/types.ts', 'src/chat/shared'],
    packages: ['lru-cache', 'node:crypto', 'openid-client', 'zod'],
    why: 'OpenID Connect, for whichever page needs to know who looks at it; no other folder signs anybody in.',
  },
  'src/web-pages': {
    imports: [
      'src/chat',
      'src/chat/shared',
      'src/i18n',
      'src/incident',
      'src/chat/platform-module.ts',
      'src/runbook/file-links.ts',
      'src/runbook/step-up-approvals.ts',
      'src/sign-in',
      'src/views',
    ],
    packages: ['node:crypto'],
    why: 'A page asks for what it shows and hands on what is sent: what that does, the runbook and the policy say.',
  },

  // The shell.
  'src/journal': {
    imports: ['src/incident'],
    packages: ['@photostructure/sqlite', 'kysely', 'node:*'],
    why: 'The journal knows events, not who makes or reads them; no other folder speaks with a database.',
  },
  'src/control': {
    imports: [],
    packages: ['node:*', 'zod'],
    why: 'A way in for commands of the same machine. What they get done is handed to it, so it knows nothing of the rest.',
  },
  'src/clock': {
    imports: ['src/incident'],
    packages: [],
    why: 'The time that is passed in wherever time is needed.',
  },
  'src/runbook': {
    imports: [
      'src/alerts',
      'src/answers',
      'src/azure/metrics-reader.ts',
      'src/azure/types.ts',
      'src/chat',
      'src/clock',
      'src/collect',
      'src/diagnose/types.ts',
      'src/i18n',
      'src/incident',
      'src/journal/types.ts',
      'src/mitigate',
      'src/observe',
      'src/series',
      'src/text/spoken-terms.ts',
      'src/understand',
      'src/views',
    ],
    packages: ['lru-cache'],
    why: 'The shell carries out what the core asks for, through contracts: it opens no journal, no client and no platform.',
  },

  // What is read when the program starts.
  'src/settings': {
    imports: [],
    packages: ['node:net', 'zod'],
    why: 'How a setting is declared, for whoever has settings: the program, and each platform its own.',
  },
  'src/config': {
    imports: [
      'src/chat/index.ts',
      'src/chat/written-channel.ts',
      'src/i18n',
      'src/incident',
      'src/settings',
      'src/text',
    ],
    packages: ['node:fs', 'node:path', 'zod'],
    why: "Settings are read from the environment here and nowhere else. Of platforms it knows that each says what is its own's.",
  },
  'src/policy-file': {
    imports: ['src/chat/index.ts', 'src/chat/written-channel.ts', 'src/incident', 'src/text'],
    packages: ['node:fs', 'node:url', 'yaml', 'zod'],
    why: "The file becomes the core's policy, or a problem in words; how people and channels of a platform are written, the platform says.",
  },

  // The program.
  'src/composition': {
    imports: [
      'src/alerts',
      'src/azure',
      'src/chat',
      'src/chat/platform-module.ts',
      'src/chat/shared',
      'src/clock',
      'src/i18n',
      'src/i18n/load-translators.ts',
      'src/incident',
      'src/journal',
      'src/redaction',
      'src/runbook',
      'src/views',
    ],
    packages: ['@azure/identity', 'markdown-it'],
    why: 'Parts of the composition root: they build, and decide nothing.',
  },
  'src/compose.ts': {
    imports: [
      'src/azure/types.ts',
      'src/chat',
      'src/clock',
      'src/collect',
      'src/composition',
      'src/control',
      'src/diagnose',
      'src/i18n',
      'src/i18n/load-translators.ts',
      'src/incident',
      'src/journal',
      'src/mitigate',
      'src/observe',
      'src/redaction',
      'src/runbook',
      'src/trained-model',
      'src/understand',
      'src/views',
    ],
    packages: [],
    why: 'The composition root alone names implementations; platforms are handed to it.',
  },
  'src/cli': {
    imports: [
      'simulator/index.ts',
      'src/alerts',
      'src/answers',
      'src/auth',
      'src/azure',
      'src/chat',
      'src/chat/index.ts',
      'src/chat/platform-module.ts',
      'src/chat/shared',
      'src/clock',
      'src/compose.ts',
      'src/composition',
      'src/config',
      'src/control',
      'src/diagnose',
      'src/i18n',
      'src/i18n/load-translators.ts',
      'src/incident',
      'src/journal',
      'src/mitigate',
      'src/observe',
      'src/policy-file',
      'src/redaction',
      'src/runbook',
      'src/sign-in',
      'src/text',
      'src/trained-model',
      'src/understand',
      'src/views',
      'src/web-pages',
    ],
    packages: ['@azure/identity', 'commander', 'node:*', 'pino', 'yaml', 'zod'],
    why: 'A command may use all of the product, and alone may start the simulator, by its front door.',
  },
  'src/main.ts': {
    imports: ['src/cli'],
    packages: [],
    why: 'The program hands the command line on, and does nothing else.',
  },

  // Beside the product.
  simulator: {
    imports: [],
    packages: ['express', 'fflate', 'node:*', 'selfsigned'],
    why: 'The simulator is Azure: it shares no code with the product, or both would be wrong together.',
  },
  test: { imports: ['*'], packages: ['*'], why: 'A test may look into everything.' },
  bench: { imports: ['*'], packages: ['*'], why: 'A measure may look into everything.' },
}
