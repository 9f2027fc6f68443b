import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answers } from '../../src/answers/index.ts'
import { createFakeChat, type FakeChat } from '../../src/cli/drill/fake-chat.ts'
import { type Policy, rights } from '../../src/incident/approval/policy.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { replies } from '../../src/runbook/replies/index.ts'
import { readExampleFiles } from '../../src/trained-model/example-files.ts'
import { understood } from '../understand/understood.ts'
import { createFlow, type Flow, proposedScale } from './flow.ts'

const example = readPolicyFile(examplePolicyPath, { practice: true })
/** Only who is named may anything; whoever else is in the channel may not even read. */
const policy: Policy = {
  ...example,
  people: {
    ...example.people,
    ada: { name: 'Ada', roles: ['oncall'], identities: { web: 'local/ada', slack: 'T1/U-ADA' } },
  },
  permissions: [{ roles: ['oncall', 'lead', 'owner'], may: rights }],
}

const examples = readExampleFiles()
/** The first of its examples that is surely heard as just that. */
const exampleOf = (id: string): string =>
  examples
    .filter(({ meaning, language, text }) => meaning === id && language === 'en' && !/[{\\]|INC-/.test(text))
    .map(({ text }) => text)
    .find((text) => understood(text, { addressed: true }).certainty === 'sure') ?? ''

/** What only the incident knows, beside what the sentence itself says. */
const secrets = /contoso-web(?!-)|INC-1\b|\bAda\b|scale out|CPU|5 instances/i

let flow: Flow
let slack: FakeChat
/** Everything that is told, posted or edited on Slack, whole. */
const told: string[] = []

beforeAll(async () => {
  flow = await createFlow({
    policy,
    more: (expand) => {
      slack = createFakeChat(expand, { platform: 'slack', tenant: 'T1', channel: 'C1' })
      const note = (view: object): void => void told.push(JSON.stringify(view))
      return [
        {
          ...slack,
          post: (place, view) => {
            note(view)
            return slack.post(place, view)
          },
          update: (place, ref, view) => {
            note(view)
            return slack.update(place, ref, view)
          },
          whisper: (place, person, view) => {
            note(view)
            return slack.whisper(place, person, view)
          },
        },
      ]
    },
  })
  await proposedScale(flow)
  await slack.says('U-ADA', 'INC-1')
  await flow.settle()
})
afterAll(() => flow.stop())

/** What comes back to somebody who says it in the incident's own thread. */
const saidBy = async (id: string, text: string): Promise<readonly string[]> => {
  told.length = 0
  const { person, place } = slack.who(id)
  await flow.appmedic.runbook.handle({ kind: 'message', id: `${id} ${text}`, place, person, text, addressed: true })
  await flow.settle()
  return [...told]
}

describe.each([...replies, ...answers].map(({ id }) => id))('%s', (id) => {
  it('tells nothing of the incident to a person without the right to read, and does nothing for them', async () => {
    const before = await flow.incident()

    const said = await saidBy(`U-STRANGER-${id}`, exampleOf(id))

    expect(said.length).toBeGreaterThan(0)
    expect(said.filter((each) => secrets.test(each))).toEqual([])
    expect({ ...(await flow.incident()), version: 0, changedAt: 0 }).toEqual({ ...before, version: 0, changedAt: 0 })
  })
})

it.each(['why', 'who', 'what-changed', 'figures', 'why-not'])('%s tells it to one who may read', async (id) => {
  const said = await saidBy('U-ADA', exampleOf(id))

  expect(said.filter((each) => secrets.test(each))).not.toEqual([])
})
