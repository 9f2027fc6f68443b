import { describe, expect, test } from 'vitest'
import { evolve } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { cardsOf } from '../../src/views/index.ts'
import type { LineGroup } from '../../src/views/parts/collapsible-section.ts'
import type { VerdictSection } from '../../src/views/parts/verdict-sections.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import type { CardView } from '../../src/views/types.ts'
import { eventsOf, incidentOf, reportedAt, type StoryName, surroundings } from './fixtures.ts'
import { sayIn } from './strings.ts'

const say = sayIn('en')
const cards = (incident: Incident) => cardsOf(incident, say, surroundings)
const action = 'INC-7.9f2c41d07b'

type Button = { readonly title: string; readonly verb: string; readonly token: string; readonly style: string }

/** `verb token` of every button in the view, wherever it stands, but for what can be collected. */
const buttons = (data: unknown): readonly string[] => {
  if (typeof data !== 'object' || data === null) return []
  const own = 'verb' in data && data.verb !== 'collect' ? [`${(data as Button).verb} ${(data as Button).token}`] : []
  return [...own, ...Object.values(data).flatMap(buttons)]
}

const viewOf = (story: StoryName, card: string): CardView => {
  const found = cards(incidentOf(story)).find((one) => one.card === card)
  if (found === undefined) throw new Error(`${story} has no card ${card}`)
  return found.view
}

describe('the incident’s buttons', () => {
  test.each<[StoryName, readonly string[]]>([
    ['opened', []],
    ['asked', ['choose-app INC-7']],
    ['unknown', []],
    ['looking', ['close INC-7']],
    ['judged', ['propose INC-7/1/0', 'propose INC-7/1/1', 'observe-again INC-7', 'close INC-7']],
    ['nothing-wrong', ['observe-again INC-7', 'close INC-7']],
    ['unclear', ['observe-again INC-7', 'close INC-7']],
    ['proposed', ['propose INC-7/1/0', 'observe-again INC-7', 'close INC-7']],
    ['started', ['observe-again INC-7', 'close INC-7']],
    ['doubted', ['observe-again INC-7', 'close INC-7']],
    ['handed-over', ['propose INC-7/1/0', 'observe-again INC-7', 'close INC-7']],
    ['expired', ['propose INC-7/1/0', 'propose INC-7/1/1', 'observe-again INC-7', 'close INC-7']],
    ['not-recovered', ['propose INC-7/1/0', 'observe-again INC-7', 'close INC-7']],
    ['closed', []],
  ])('%s', (story, expected) => {
    expect(buttons(viewOf(story, 'incident').data)).toEqual(expected)
  })
})

describe('the step’s buttons', () => {
  test.each<[StoryName, readonly string[]]>([
    ['requested', []],
    ['proposed', [`approve ${action}`, `reject ${action}`, `withdraw ${action}`]],
    ['approved', []],
    ['accepted', []],
    ['breakable', [`approve ${action}`, `reject ${action}`, `break-glass ${action}`, `withdraw ${action}`]],
    ['broken', [`justified ${action}`, `not-justified ${action}`]],
    ['broken-running', [`extend-lease ${action}`, `justified ${action}`, `not-justified ${action}`]],
    [
      'overdue',
      ['close INC-7', `undo ${action}`, `extend-lease ${action}`, `justified ${action}`, `not-justified ${action}`],
    ],
    ['reviewed', ['close INC-7', `undo ${action}`, `extend-lease ${action}`]],
    ['locked', [`waive-evidence ${action}`]],
    ['waived', []],
    ['verifying', [`extend-lease ${action}`]],
    ['expired', ['propose INC-7/1/1', 'observe-again INC-7']],
    ['voided', ['propose INC-7/1/1', 'observe-again INC-7']],
    ['handed-over', [`saw-it-ran ${action}`, `saw-it-not ${action}`, 'observe-again INC-7']],
    ['failed', ['observe-again INC-7', 'support INC-7']],
    ['recovered', ['close INC-7', `undo ${action}`, `extend-lease ${action}`]],
    // The lease goes on when the incident does not.
    ['closed', [`extend-lease ${action}`]],
  ])('%s', (story, expected) => {
    expect(buttons(viewOf(story, `action:${action}`).data)).toEqual(expected)
  })
})

describe('the headline', () => {
  test.each<[StoryName, string]>([
    ['asked', '🟠 INC-7 contoso-web · Down 503 · Which app do you mean?'],
    ['looking', '🟠 INC-7 contoso-web · Down 503 · Looking at Azure: 2 of 5 in'],
    ['judged', '🔴 INC-7 contoso-web · Down 503 · Cause found · Out of CPU · 87% sure'],
    ['nothing-wrong', '🟢 INC-7 contoso-web · Down 503 · Nothing wrong in Azure'],
    ['proposed', '🟠 INC-7 contoso-web · Down 503 · Waits for approval · Out of CPU · 87% sure'],
    ['handed-over', '🔴 INC-7 contoso-web · Down 503 · Needs a person · Out of CPU · 87% sure'],
    ['recovered', '🟢 INC-7 contoso-web · Down 503 · Recovered · Out of CPU · 87% sure'],
    ['closed', '🟢 INC-7 contoso-web · Down 503 · Closed: recovered · Out of CPU · 87% sure'],
  ])('of %s', (story, summary) => {
    expect(viewOf(story, 'incident').summary).toBe(summary)
  })

  test('tells a newer verdict rather than an older step', () => {
    const later = (['ObservationStarted', 'VerdictReached'] as const).reduce<Incident>((incident, type) => {
      const { observation, verdict } = incident
      if (observation === undefined || verdict === undefined) throw new Error('nothing seen')
      const at = reportedAt + 30 * 60_000
      return type === 'ObservationStarted'
        ? evolve(incident, { at, type, round: 2, window: observation.window, probes: [] })
        : evolve(incident, { at, type, round: 2, verdict: { ...verdict, at } })
    }, incidentOf('recovered'))

    expect(cards(later)[0]?.view.summary).toContain('Cause found')
  })
})

interface Told {
  readonly folded: readonly {
    readonly id: string
    readonly notes: readonly { readonly text: string }[]
    readonly sections: readonly LineGroup[]
    readonly links: readonly { readonly url: string }[]
    readonly asks: readonly { readonly choices: readonly { readonly title: string }[] }[]
  }[]
  readonly verdict: readonly VerdictSection[]
  readonly gaps: readonly { readonly text: string }[]
  readonly figures: readonly { readonly facts: readonly { readonly title: string; readonly value: string }[] }[]
}

const told = (story: StoryName) => viewOf(story, 'incident').data as unknown as Told

/** What stands behind one button, a line a line. */
const behind = (story: StoryName, id: string): readonly string[] => {
  const fold = told(story).folded.find((one) => one.id === id)
  return [
    ...(fold?.notes.map(({ text }) => text) ?? []),
    ...(fold?.sections ?? []).flatMap(({ title, aside, lines }) => [
      ...(title === '' ? [] : [title + aside]),
      ...lines.map(({ mark, text }) => mark + text),
    ]),
  ]
}

test('evidence comes strongest first, three on the first screen and the rest folded', () => {
  const evidence = told('judged').verdict.flatMap((part) => part.evidence.map(({ text }) => text))

  expect(evidence).toEqual([
    'CPU of the plan went from 31% to 97%',
    'Response time follows CPU',
    'Requests wait in the queue',
  ])
  expect(behind('judged', 'more')).toEqual([
    'Every instance is at its limit.',
    '+ All instances alike',
    '− A deployment came just before',
  ])
})

test('that nothing is wrong stands on what speaks against every cause', () => {
  expect(told('nothing-wrong').verdict[0]?.evidence.map(({ mark, text }) => mark + text)).toEqual([
    '✓ Memory has room',
    '✓ Memory is steady',
  ])
})

test('two causes at once and a tie are said at the top, each with evidence of its own', () => {
  const heads = (story: StoryName) => told(story).verdict.map(({ title, summary }) => [title, summary])

  expect(heads('both')).toEqual([
    ['Out of CPU · 87% sure', ''],
    ['And also: A change broke the app · 78% sure', 'Two things are wrong at once. Each has evidence of its own:'],
  ])
  expect(heads('tie')[1]).toEqual([
    'Or: A change broke the app · 50% sure',
    'The same findings fit both. Only more evidence can tell them apart.',
  ])
  expect(told('both').verdict.map(({ evidence }) => evidence.length)).toEqual([2, 2])
  expect(viewOf('both', 'incident').summary).toContain('Out of CPU · 87% sure · And also: A change broke the app')
  expect(behind('both', 'others').join()).not.toContain('A change broke the app')
})

test('why it is none of the others: the runner-up with its reasons, the rest in a line each', () => {
  const lines = behind('cause', 'others')

  expect(lines.slice(0, 5)).toEqual([
    'A change broke the app · 30%',
    '− CPU rose as well',
    '+ A deployment at 02:53 UTC, 2 minutes before it began.',
    '+ Server errors went from 0 to 410 a minute',
    'Ruled out',
  ])
  expect(lines).toContain('− Memory runs out: CPU of the plan went from 31% to 97%')
  expect(lines).toContain('· Another app takes the CPU: not seen: What noisy-neighbour would show')
})

test('what could not be seen is named on the first screen, with why one tap away', () => {
  expect(told('judged').gaps).toEqual([
    { text: 'Could not see: Resource health. Why stands under “What was looked at”.' },
  ])
  expect(behind('judged', 'looked')).toContain(
    '✗ Resource health: Needed: Microsoft.ResourceHealth/availabilityStatuses/read on contoso-rg. The role Monitoring Reader has it.',
  )
  expect(told('blind').gaps[0]?.text).toBe(
    'Could not see: Instances, Slots, App metrics, Plan metrics, 4 more. Why stands under “What was looked at”.',
  )
})

test('what was looked at says when and how, what was not whole, and what the tier does not offer without blaming it', () => {
  const lines = behind('cause', 'looked')

  expect(lines).toContain(
    '✓ Plan metrics · 03:12 UTC · GET …/Microsoft.Insights/metrics?metricnames=Requests,Http5… +1',
  )
  expect(lines).toContain('▸ Azure has not counted the last 3 minutes yet.')
  expect(behind('free-tier', 'looked').join('\n')).toContain('– Slots: Slots need the Standard tier or higher.')
  expect(told('free-tier').gaps).toEqual([])
  expect(told('cause').folded.find(({ id }) => id === 'looked')?.links).toHaveLength(5)
  for (const { url } of told('cause').folded.flatMap(({ links }) => links)) {
    expect(url).toMatch(/^https:\/\/portal\.azure\.com\/#@\/resource\/subscriptions\//)
  }
})

test('an app without a health check is told what nobody sees, one with it is not', () => {
  const note = /no health check\. Requests that fail at Azure’s front end are not in Http5xx/

  expect(behind('cause', 'looked')[0]).toMatch(note)
  expect(told('blind').verdict[0]?.summary).toMatch(note)
  expect(behind('container-blocked', 'looked')[0]).not.toMatch(note)
})

test('what stands around the app: alerts and detectors worst first, quotas fullest first', () => {
  expect(behind('cause', 'around')).toEqual([
    'Recent changes',
    '▸ 02:53 UTC Deployment by Anna “fix checkout”',
    'Alerts firing',
    '▸ Severity 1: Errors above 5 % · CPU of the plan went from 31% to 97% · since 02:56 UTC',
    '▸ Severity 3: CPU high · CpuPercentage over 90 · since 02:55 UTC',
    'Microsoft’s own detectors',
    expect.stringMatching(/^▸ Critical: Web App Down\. Needed/),
    '▸ Warning: Web App Slow. Slow on all instances',
    '✓ 1 other has nothing to report',
    'Instances',
    '✓ RD501AC5B2A7F3: READY · running since 01:25 UTC',
    '✗ RD501AC5B2A7F32: STOPPED',
    'Slots',
    '▸ staging: Running · last swapped at 02:15 UTC',
    'Other apps on the plan',
    '▸ contoso-admin: Running · CPU time a minute 4 s → 141 s',
    'Quotas',
    '▸ File system: 48 GB of 50 GB',
    '▸ Memory (plan): 2 GB of 8 GB',
  ])
})

test('of more than a card has room for it shows some of each, and says how many more the report has', () => {
  const lines = behind('crowded', 'around')
  const more = lines.filter((one) => /^… and \d+ more: see the report\.$/.test(one))

  expect(lines.filter((one) => !/^[▸✓✗…]/.test(one))).toHaveLength(7)
  expect(more.length).toBeGreaterThan(4)
  expect(more).toContain('… and 29 more: see the report.')
  expect(behind('crowded', 'others').at(-1)).toBe('… and 11 more: see the report.')
})

test('figures stand beside what was usual at this hour', () => {
  const facts = told('cause').figures[0]?.facts

  expect(facts).toContainEqual({
    title: 'Requests a minute',
    value: '1,201 → 4,101 · same hour yesterday 1,181 · last week 1,121',
  })
})

test('figures that have ended are not called now', () => {
  const incident = incidentOf('cause')
  const results = (incident.observation?.results ?? []).map((result) => ({
    ...result,
    findings: result.findings.map((finding) =>
      finding.kind === 'metric' && finding.baseline === undefined
        ? { ...finding, series: finding.series.map((one) => ({ ...one, points: one.points.slice(0, 40) })) }
        : finding,
    ),
  }))
  if (incident.observation === undefined) throw new Error('nothing was observed')
  const [card] = cards({ ...incident, observation: { ...incident.observation, results } })

  expect(JSON.stringify(card?.view.data.figures)).toContain('1,201 → no figures since 02:51 UTC · same hour yesterday')
})

test('what it is most easily taken for is ruled out first', () => {
  expect(behind('cause', 'others')[5]).toMatch(/Another app takes the CPU/)
})

test('what can be collected is a choice: what is allowed, and what pauses the process says so', () => {
  const [ask] = told('cause').folded.find(({ id }) => id === 'files')?.asks ?? []

  expect(ask).toMatchObject({ verb: 'collect', token: 'INC-7/1/collector', id: 'collector', first: 'analyses' })
  expect(ask?.choices.map(({ title }) => title)).toEqual([
    'Analyses',
    'Event log',
    'Memory dump: pauses the process, needs approval',
  ])
})

test('a proposal says what it touches, costs and needs', () => {
  const words = JSON.stringify(viewOf('proposed', `action:${action}`).data)

  for (const said of [
    '3 → 4',
    'contoso-web, contoso-web/staging, contoso-admin',
    '+€0.252 an hour, +€183.96 a month of 730 hours (EUR; Azure Retail Prices, 2026-11-01)',
    'CPU: at most 75%',
    'Errors (5xx): at most 1%',
    'All together for 3 min, within 10 min',
    'Scale in to 3',
    'after 2 h',
    '1 of 2 approvals',
    'May approve: Ben, Carol, Dirk',
    'Ben approved at 03:14 UTC',
    'Expires at 03:28 UTC',
    'az appservice plan update',
    'Destroys evidence',
  ]) {
    expect(words).toContain(said)
  }
})

test('a wide plan is told in part, with how much more there is, and wholly in the report', () => {
  const words = JSON.stringify(viewOf('wide', `action:${action}`).data)
  const report = reportMarkdown(incidentOf('wide'), [], say).replace(/\\(.)/g, '$1')

  for (const said of [
    '100 apps and slots: contoso-web-0, ',
    'contoso-web-9 and 90 more',
    'At most 30 instances on this plan.',
    'Azure allows at most 20 scale changes an hour.',
    'This restarts contoso-web and all the others.',
    '… and 28 more: see the report.',
    '03:05 UTC · Anna · Changed the plan (scale or size)',
    '02:58 UTC · Anna · Changed the configuration, of a slot',
    '02:51 UTC · unknown · Restarted the app',
    '02:44 UTC · Anna · Microsoft.Other/RD501AC5B2A7F3/write',
  ])
    expect(words).toContain(said)
  for (const said of ['contoso-web-10', 'Setting 39']) {
    expect(words).not.toContain(said)
    expect(report).toContain(said)
  }
  for (const said of [
    '- Beware: This restarts',
    '- Changed in the hour before: 03:05 UTC · Anna',
    '- Worked if: CPU: at most 75%',
  ])
    expect(report).toContain(said)
})

test('an emergency stands in red with its reason until somebody else has reviewed it, in the report too', () => {
  const alarm = (story: StoryName) => JSON.stringify(viewOf(story, `action:${action}`).data.alarm)
  const report = reportMarkdown(incidentOf('reviewed'), eventsOf('reviewed'), say).replace(/\\(.)/g, '$1')

  expect(alarm('broken')).toContain('Emergency: Anna let this run without its approvals at 03:14 UTC')
  expect(alarm('broken')).toContain('“Checkout is down and nobody who may approve picks up”')
  expect(alarm('broken')).toContain('To be reviewed by somebody else before 24 Nov 2026 03:12 UTC')
  expect(alarm('overdue')).toContain('Nobody reviewed it.')
  expect(alarm('reviewed')).toContain('Anna finds it not justified, 04:12 UTC')
  expect(alarm('started')).toBe('[]')
  expect(viewOf('broken', `action:${action}`).summary).toContain('Emergency, about to run')
  expect(JSON.stringify(viewOf('overdue', 'incident').data.actions)).toContain('emergency, nobody reviewed it')
  expect(JSON.stringify(viewOf('reviewed', 'incident').data.actions)).toContain('emergency, not justified')
  expect(report).toContain('- 0 of 2 approvals')
  expect(report).toContain(
    '- Emergency: Anna let it run without its approvals, 23 Nov 2026 03:14 UTC: “Checkout is down',
  )
  expect(report).toContain(
    '03:14 UTC · Emergency: Anna let it run without its approvals: Scale out to 4. “Checkout is down',
  )
  expect(report).toContain('04:12 UTC · Anna reviewed the emergency, not justified: Scale out to 4.')
})

test('a step that waits for evidence says for which, and by whom it was not waited for', () => {
  const held = viewOf('locked', `action:${action}`)

  expect(held.summary).toContain('Waits for evidence')
  expect(JSON.stringify(held.data.notes)).toContain('Waits for: Processes, App Service diagnostics')
  expect(JSON.stringify(viewOf('waived', `action:${action}`).data.story)).toContain(
    'Anna did not wait for the evidence, 03:16 UTC: “Checkout is down',
  )
})

test('a lease that nears its end says so, and no longer once it is extended', () => {
  const notes = (story: StoryName) => JSON.stringify(viewOf(story, `action:${action}`).data.notes)

  expect(notes('reminded')).toContain('Goes back by itself soon, at 05:16 UTC.')
  expect(notes('extended')).toBe('[]')
  expect(JSON.stringify(viewOf('extended', `action:${action}`).data)).toContain('07:16 UTC')
})

test('the return of a lease is a line on its step’s card, until people must look', () => {
  const returning = evolve(incidentOf('recovered'), {
    at: reportedAt,
    type: 'StepRequested',
    action: 'INC-7.return',
    request: { step: 'scale-in', args: { workers: 3 } },
    by: { kind: 'lease', of: action },
  })
  const stuck = evolve(returning, {
    at: reportedAt,
    type: 'StepImpossible',
    action: 'INC-7.return',
    why: { key: 'card.lease.changed' },
  })

  expect(cards(returning).map(({ card }) => card)).toEqual(['incident', `action:${action}`])
  expect(cards(stuck).map(({ card }) => card)).toEqual(['incident', `action:${action}`, 'action:INC-7.return'])
})
