import { afterEach, expect, it } from 'vitest'
import type { ExpandCard } from '../../src/chat/shared/card-expander.ts'
import type { ChatPlatform } from '../../src/chat/types.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import { createFlow, type Flow, minute } from './flow.ts'

let flow: Flow
afterEach(() => flow.stop())

/** The identity that every caller of the practice Azure is taken for. */
const bot = '33333333-3333-4333-8333-333333333333'
const place = { platform: 'slack', tenant: 'T1', channel: 'C1' }

/** Another platform in the same incident, which keeps every card as it is drawn. */
const listenerOf = (expand: ExpandCard, cards: string[]): ChatPlatform => ({
  name: 'slack',
  start: async () => undefined,
  post: async (where, view) => {
    cards.push(JSON.stringify(expand(view, {})))
    return { ref: { id: String(cards.length) }, thread: { ...where, thread: where.thread ?? '1' } }
  },
  update: async (_place, _ref, view) => void cards.push(JSON.stringify(expand(view, {}))),
  whisper: async () => undefined,
  stop: async () => undefined,
})

it('says who changed the app by the name that Azure has for them: on cards, in the journal, report and reply', async () => {
  const cards: string[] = []
  const { people, ...example } = readPolicyFile(examplePolicyPath, { practice: true })
  const eva = { name: 'Eva', roles: ['oncall'], identities: { slack: 'T1/U1' } }
  flow = await createFlow({
    policy: { ...example, people: { ...people, eva } },
    faults: { 'contoso-web': 'app-stopped' },
    more: (expand) => [listenerOf(expand, cards)],
  })
  await flow.chat.says('ada', 'contoso-web is down')
  await flow.settle()
  const person = { platform: 'slack', tenant: 'T1', id: 'U1', name: 'U1' }
  await flow.appmedic.runbook.handle({ kind: 'message', id: 'm1', place, person, text: 'INC-1', addressed: true })
  await flow.settle()
  await flow.chat.says('ada', 'who changed something? INC-1')
  await flow.chat.clicks('ada', 'propose', 'INC-1/1/0')
  await flow.settle()
  await flow.chat.clicks('bram', 'approve', (await flow.action()).id)
  await flow.pass(10 * minute)
  await flow.chat.says('ada', 'restart contoso-web')
  await flow.settle()

  const incident = await flow.incident()
  const journal = JSON.stringify(await flow.events())
  const report = reportMarkdown(incident, await flow.events(), loadTranslators('UTC')('en')).replace(/\\(.)/g, '$1')
  const replies = [...flow.chat.whispers, ...flow.chat.shown.values()].join('\n')
  expect.soft(journal).toContain('"by":"s.bakker@contoso.com"')
  // What Azure calls by the id of an application was a step of ours.
  expect.soft(journal).toContain('"by":"Appmedic (INC-1)"')
  for (const told of [cards.join('\n'), report, replies]) expect.soft(told).toContain('s.bakker@contoso.com')
  for (const told of [cards.join('\n'), report]) expect.soft(told).toContain('Appmedic (INC-1)')
  expect.soft(cards.join('\n')).not.toContain(bot)
  expect([journal, report, replies, ...cards].join('\n')).not.toContain('[redacted]@contoso.com')
})
