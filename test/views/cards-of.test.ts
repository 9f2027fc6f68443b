import { describe, expect, test } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import { evolve } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { cardsOf } from '../../src/views/index.ts'
import type { LineGroup } from '../../src/views/parts/collapsible-section.ts'
import type { VerdictSection } from '../../src/views/parts/verdict-sections.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import type { CardView } from '../../src/views/types.ts'
import { usual } from './basics.ts'
import { sayIn } from './card-translator.ts'
import { eventsOf, incidentOf, reportedAt, type StoryName, surroundings } from './fixtures.ts'

const say = sayIn('en')
const words = (key: string, args?: Readonly<Record<string, string | number>>) => say(messageOf(key, args))
const outOfCpu = words('cause.cpu-saturation.title')
const brokenByChange = words('cause.bad-deployment.title')
const cpuIsCause = words('card.verdict.cause', { cause: outOfCpu, share: '87%' })
const cards = (incident: Incident) => cardsOf(incident, say, surroundings)
/** Those that are kept in step; messages beside them are not. */
const edited = (incident: Incident) => cards(incident).flatMap(({ card, post }) => (post === undefined ? [card] : []))
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

test('a limit that nothing can measure is said to be left out, and is no failure', () => {
  const verifying = incidentOf('verifying')
  const readings = verifying.actions[0]?.verification?.now ?? []
  const leftOut = readings.map((one) => ({ ...one, value: null, holds: false, notOffered: true as const }))
  const read = evolve(verifying, { type: 'VerificationRead', at: reportedAt, action, readings: leftOut })
  const card = JSON.stringify(cards(read).find((one) => one.card === `action:${action}`)?.view)

  expect(leftOut.length).toBeGreaterThan(0)
  expect(card).toContain(words('card.success.not-measured'))
  expect(card).not.toContain('✗')
})

describe('the incident’s buttons', () => {
  test.each<[StoryName, readonly string[]]>([
    ['opened', []],
    ['asked', ['choose-app INC-7']],
    ['unknown', []],
    ['looking', ['more-steps INC-7', 'close INC-7']],
    ['judged', ['propose INC-7/1/0', 'propose INC-7/1/1', 'observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['nothing-wrong', ['observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['unclear', ['observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['proposed', ['propose INC-7/1/0', 'observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['started', ['observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['doubted', ['observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['handed-over', ['propose INC-7/1/0', 'observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['expired', ['propose INC-7/1/0', 'propose INC-7/1/1', 'observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['not-recovered', ['propose INC-7/1/0', 'observe-again INC-7', 'more-steps INC-7', 'close INC-7']],
    ['closed', ['reopen INC-7']],
  ])('%s', (story, expected) => {
    expect(buttons(viewOf(story, 'incident').data)).toEqual(expected)
  })
})

const leaseEnds = ['extend-lease', 'return-lease', 'keep-for-good'].map((verb) => `${verb} ${action}`)

describe('the step’s buttons', () => {
  test.each<[StoryName, readonly string[]]>([
    ['requested', []],
    ['proposed', [`approve ${action}`, `reject ${action}`, `withdraw ${action}`]],
    ['approved', []],
    ['accepted', [`undo ${action}`]],
    ['breakable', [`approve ${action}`, `reject ${action}`, `break-glass ${action}`, `withdraw ${action}`]],
    ['broken', [`justified ${action}`, `not-justified ${action}`]],
    ['broken-running', [`undo ${action}`, `extend-lease ${action}`, `justified ${action}`, `not-justified ${action}`]],
    ['overdue', ['close INC-7', `undo ${action}`, ...leaseEnds, `justified ${action}`, `not-justified ${action}`]],
    ['reviewed', ['close INC-7', `undo ${action}`, ...leaseEnds]],
    ['locked', [`waive-evidence ${action}`]],
    ['waived', []],
    ['verifying', [`undo ${action}`, `extend-lease ${action}`]],
    ['undone', ['observe-again INC-7']],
    ['held', ['close INC-7', `undo ${action}`, ...leaseEnds]],
    ['expired', [`ask-again ${action}`, 'observe-again INC-7']],
    ['voided', [`ask-again ${action}`, 'observe-again INC-7']],
    ['rejected', [`ask-again ${action}`, 'observe-again INC-7']],
    ['withdrawn', [`ask-again ${action}`, 'observe-again INC-7']],
    ['impossible', [`ask-again ${action}`, 'observe-again INC-7']],
    ['handed-over', [`saw-it-ran ${action}`, `saw-it-not ${action}`, 'observe-again INC-7']],
    ['failed', [`ask-again ${action}`, 'observe-again INC-7', 'support INC-7']],
    ['recovered', ['close INC-7', `undo ${action}`, ...leaseEnds]],
    // The lease goes on when the incident does not.
    ['closed', ['reopen INC-7', ...leaseEnds]],
  ])('%s', (story, expected) => {
    expect(buttons(viewOf(story, `action:${action}`).data)).toEqual(expected)
  })
})

describe('the headline', () => {
  test.each<[StoryName, string, readonly string[]]>([
    ['asked', '🟠', [words('status.which-app')]],
    ['looking', '🟠', [words('status.observing', { in: 2, of: 5 })]],
    ['judged', '🔴', [words('status.verdict.cause'), cpuIsCause]],
    ['nothing-wrong', '🟢', [words('status.verdict.nothing-wrong')]],
    ['proposed', '🟠', [words('status.action.proposed'), cpuIsCause]],
    ['handed-over', '🔴', [words('status.action.handed-over'), cpuIsCause]],
    ['recovered', '🟢', [words('status.action.recovered'), cpuIsCause]],
    ['closed', '🟢', [words('status.closed.recovered'), cpuIsCause]],
  ])('of %s', (story, mark, parts) => {
    const symptom = `${words('symptom.outage')} 503`

    expect(viewOf(story, 'incident').summary).toBe([`${mark} INC-7 contoso-web`, symptom, ...parts].join(' · '))
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

    expect(cards(later)[0]?.view.summary).toContain(words('status.verdict.cause'))
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
    [cpuIsCause, ''],
    [words('card.verdict.both', { cause: brokenByChange, share: '78%' }), words('card.verdict.both.summary')],
  ])
  expect(heads('tie')[1]).toEqual([
    words('card.verdict.tie', { cause: brokenByChange, share: '50%' }),
    words('card.verdict.tie.summary'),
  ])
  expect(told('both').verdict.map(({ evidence }) => evidence.length)).toEqual([2, 2])
  expect(viewOf('both', 'incident').summary).toContain(
    `${cpuIsCause} · ${words('card.verdict.both', { cause: brokenByChange, share: '78%' })}`,
  )
  expect(behind('both', 'others').join()).not.toContain(brokenByChange)
})

test('why it is none of the others: the runner-up with its reasons, the rest in a line each', () => {
  const lines = behind('cause', 'others')

  expect(lines.slice(0, 5)).toEqual([
    `${brokenByChange} · 30%`,
    '− CPU rose as well',
    '+ A deployment at 02:53 UTC, 2 minutes before it began.',
    '+ Server errors went from 0 to 410 a minute',
    words('card.title.ruled-out'),
  ])
  expect(lines).toContain(`− ${words('cause.memory-leak.title')}: CPU of the plan went from 31% to 97%`)
  const needed = words('card.ruled-out.missing', { needed: 'What noisy-neighbour would show' })
  expect(lines).toContain(`· ${words('cause.noisy-neighbour.title')}: ${needed}`)
})

test('what could not be seen is named on the first screen, with why one tap away', () => {
  const gaps = (...probes: readonly string[]) => words('card.gaps', { probes: probes.join(', ') })
  const probe = (id: string) => words(`probe.${id}.title`)

  expect(told('judged').gaps).toEqual([{ text: gaps(probe('resource-health')) }])
  expect(behind('judged', 'looked')).toContain(
    `✗ ${probe('resource-health')}: Needed: Microsoft.ResourceHealth/availabilityStatuses/read on contoso-rg. The role Monitoring Reader has it.`,
  )
  expect(told('blind').gaps[0]?.text).toBe(
    gaps(...['instances', 'slots', 'app-metrics', 'plan-metrics'].map(probe), words('card.gaps.more', { left: 4 })),
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
  const note = words('card.note.no-health-check')

  expect(behind('cause', 'looked')[0]).toContain(note)
  expect(told('blind').verdict[0]?.summary).toContain(note)
  expect(behind('container-blocked', 'looked')[0]).not.toContain(note)
})

test('what stands around the app: alerts and detectors worst first, quotas fullest first', () => {
  const alert = (severity: number, name: string) => words('card.alert', { severity, name })
  const since = (sinceAt: string) => words('card.since', { sinceAt })

  expect(behind('cause', 'around')).toEqual([
    words('card.title.changes'),
    `▸ 02:53 UTC ${words('card.change.deployment')} ${words('card.change.by', { who: 'Anna' })} “fix checkout”`,
    words('card.title.alerts'),
    `▸ ${alert(1, 'Errors above 5 %')} · CPU of the plan went from 31% to 97% · ${since('02:56 UTC')}`,
    `▸ ${alert(3, 'CPU high')} · CpuPercentage over 90 · ${since('02:55 UTC')}`,
    words('card.title.detectors'),
    expect.stringContaining(`▸ ${words('card.detector.critical')}: Web App Down. Needed`),
    `▸ ${words('card.detector.warning')}: Web App Slow. Slow on all instances`,
    `✓ ${words('card.detectors.quiet', { quiet: 1 })}`,
    `· ${words('card.detectors.lag')}`,
    words('card.title.instances'),
    `✓ RD501AC5B2A7F3: ready · ${words('card.instance.started', { when: '01:25 UTC' })}`,
    '✗ RD501AC5B2A7F32: stopped',
    words('card.title.slots'),
    `▸ staging: Running · ${words('card.slot.swapped', { swappedAt: '02:15 UTC' })}`,
    words('card.title.neighbours'),
    `▸ contoso-admin: running · ${words('card.neighbour.cpu', { cpu: '4 s → 141 s' })}`,
    words('card.title.quotas'),
    `▸ ${words('card.quota', { name: 'File system', current: '48 GB', limit: '50 GB' })}`,
    `▸ ${words('card.quota', { name: `Memory (${words('card.change.of-plan')})`, current: '2 GB', limit: '8 GB' })}`,
  ])
})

test('of more than a card has room for it shows some of each, and says how many more the report has', () => {
  const lines = behind('crowded', 'around')
  const leftOut = (left: number) => words('card.more', { left })
  const more = lines.filter((one) => one.startsWith('…'))

  expect(lines.filter((one) => !/^[▸✓✗…]/.test(one))).toHaveLength(7)
  expect(more.length).toBeGreaterThan(4)
  expect(more).toContain(leftOut(29))
  expect(behind('crowded', 'others').at(-1)).toBe(leftOut(11))
})

test('figures stand beside what was usual at this hour', () => {
  const facts = told('cause').figures[0]?.facts

  expect(facts).toContainEqual({
    title: words('card.figure.requests'),
    value: `1,201 → 4,101 · ${words('card.figure.yesterday', { value: '1,181' })} · ${words('card.figure.last-week', { value: '1,121' })}`,
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

  expect(JSON.stringify(card?.view.data.figures)).toContain(
    `1,201 → ${words('card.figure.ended', { endedAt: '02:51 UTC' })} · ${words('card.figure.yesterday', { value: '1,181' })}`,
  )
})

test('what it is most easily taken for is ruled out first', () => {
  expect(behind('cause', 'others')[5]).toContain(words('cause.noisy-neighbour.title'))
})

test('what can be collected is a choice: what is allowed, and what pauses the process says so', () => {
  const [ask] = told('cause').folded.find(({ id }) => id === 'files')?.asks ?? []

  expect(ask).toMatchObject({ verb: 'collect', token: 'INC-7/1/collector', id: 'collector', first: 'analyses' })
  expect(ask?.choices.map(({ title }) => title)).toEqual([
    words('collect.analyses.title'),
    words('collect.event-log.title'),
    words('card.collect.pauses', { what: words('collect.memory-dump.title') }),
    words('collect.processes.title'),
  ])
})

test('what can’t be collected stands there with its reason', () => {
  const { sections = [] } = told('cause').folded.find(({ id }) => id === 'files') ?? {}
  const reason = words('card.collect.closed.policy', { what: words('collect.application-log.title') })

  expect(sections.flatMap(({ lines }) => lines.map(({ text }) => text)).join()).toContain(reason)
})

test('a proposal says what it touches, costs and needs', () => {
  const shown = JSON.stringify(viewOf('proposed', `action:${action}`).data)
  const price = { amount: '+€0.252', month: '+€183.96', hours: 730, currency: 'EUR' }
  const atMost = (metric: string, value: string) =>
    `${words(`card.metric.${metric}`)}: ${words('card.success.at-most', { value })}`

  for (const said of [
    '3 → 4',
    'contoso-web, contoso-web/staging, contoso-admin',
    words('card.cost.known', { ...price, source: 'Azure Retail Prices', date: '2026-11-01' }),
    atMost('CpuPercentage', '75%'),
    atMost('Http5xx', '1%'),
    words('card.success.hold', { hold: '3 min', within: '10 min' }),
    words('step.scale-in.title', { workers: 3 }),
    words('card.lease.for', { length: '2 h' }),
    words('card.approval.count', { given: 1, needed: 2 }),
    words('card.approval.who', { who: 'Ben, Carol, Dirk' }),
    words('card.approval.given', { who: 'Ben', givenAt: '03:14 UTC' }),
    words('card.approval.expires', { expiresAt: '03:28 UTC' }),
    'az appservice plan update',
    words('card.destroys-evidence'),
  ]) {
    expect(shown).toContain(said)
  }
})

test('a wide plan is told in part, with how much more there is, and wholly in the report', () => {
  const shown = JSON.stringify(viewOf('wide', `action:${action}`).data)
  const operation = (kind: string) => words(`card.operation.${kind}`)
  const firstApp = words('card.touches', { count: 100, names: 'contoso-web-0' })
  const report = reportMarkdown(incidentOf('wide'), [], say).replace(/\\(.)/g, '$1')

  for (const said of [
    `${firstApp}, `,
    `contoso-web-9 ${words('card.and-more', { left: 90 })}`,
    words('card.limits.workers', { maximum: 30 }),
    'Azure allows at most 20 scale changes an hour.',
    'This restarts contoso-web and all the others.',
    words('card.more', { left: 28 }),
    `03:05 UTC · Anna · ${operation('plan')}`,
    `02:58 UTC · Anna · ${words('card.operation.of-slot', { what: operation('configuration') })}`,
    `02:51 UTC · ${words('card.recent.unknown')} · ${operation('restart')}`,
    '02:44 UTC · Anna · Microsoft.Other/RD501AC5B2A7F3/write',
  ])
    expect(shown).toContain(said)
  for (const said of ['contoso-web-10', 'Setting 39']) {
    expect(shown).not.toContain(said)
    expect(report).toContain(said)
  }
  for (const said of [
    `- ${words('report.warning', { text: 'This restarts' })}`,
    `- ${words('report.recent', { text: '03:05 UTC · Anna' })}`,
    `- ${words('report.success', { text: `${words('card.metric.CpuPercentage')}: ${words('card.success.at-most', { value: '75%' })}` })}`,
  ])
    expect(report).toContain(said)
})

test('an emergency stands in red with its reason until somebody else has reviewed it, in the report too', () => {
  const step = words('step.scale-out.title', { workers: 4 })
  const reviewDue = '24 Nov 2026 03:12 UTC'
  const alarm = (story: StoryName) => JSON.stringify(viewOf(story, `action:${action}`).data.alarm)
  const report = reportMarkdown(incidentOf('reviewed'), eventsOf('reviewed'), say).replace(/\\(.)/g, '$1')

  expect(alarm('broken')).toContain(words('card.glass.broken', { who: 'Anna', brokenAt: '03:14 UTC' }))
  expect(alarm('broken')).toContain('“Checkout is down and nobody who may approve picks up”')
  expect(alarm('broken')).toContain(words('card.glass.pending', { when: reviewDue }))
  expect(alarm('overdue')).toContain(words('card.glass.overdue', { when: reviewDue }))
  expect(alarm('reviewed')).toContain(words('card.glass.not-justified', { who: 'Anna', reviewedAt: '04:12 UTC' }))
  expect(alarm('started')).toBe('[]')
  expect(viewOf('broken', `action:${action}`).summary).toContain(words('status.action.emergency'))
  expect(JSON.stringify(viewOf('overdue', 'incident').data.actions)).toContain(words('card.emergency.overdue'))
  expect(JSON.stringify(viewOf('reviewed', 'incident').data.actions)).toContain(words('card.emergency.not-justified'))
  expect(report).toContain(`- ${words('card.approval.count', { given: 0, needed: 2 })}`)
  expect(report).toContain(
    `- ${words('report.glass', { who: 'Anna', when: '23 Nov 2026 03:14 UTC', reason: usual.reason })}`,
  )
  expect(report).toContain(
    `03:14 UTC · ${words('report.event.GlassBroken', { who: 'Anna', step, reason: usual.reason })}`,
  )
  expect(report).toContain(
    `04:12 UTC · ${words('report.event.GlassReviewed.not-justified', { who: 'Anna', step, note: usual.reason })}`,
  )
})

test('a step that waits for evidence says for which, and by whom it was not waited for', () => {
  const held = viewOf('locked', `action:${action}`)

  const awaited = ['processes', 'detectors'].map((id) => words(`collect.${id}.title`)).join(', ')
  const waived = words('card.waive.given', { who: 'Anna', waivedAt: '03:16 UTC' })

  expect(held.summary).toContain(words('status.action.held-back'))
  expect(JSON.stringify(held.data.notes)).toContain(words('card.lock.waits-for', { what: awaited }))
  expect(JSON.stringify(viewOf('waived', `action:${action}`).data.story)).toContain(`${waived} “${usual.reason}`)
})

test('a lease that nears its end says so, and no longer once it is extended', () => {
  const notes = (story: StoryName) => JSON.stringify(viewOf(story, `action:${action}`).data.notes)

  expect(notes('reminded')).toContain(words('card.lease.soon', { endsAt: '05:16 UTC' }))
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

  expect(edited(returning)).toEqual(['incident', `action:${action}`])
  expect(edited(stuck)).toEqual(['incident', `action:${action}`, 'action:INC-7.return'])
})
