import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseAppId } from '../../src/azure/arm-id.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { TranslatableMessage } from '../../src/i18n/message.ts'
import { languages } from '../../src/i18n/types.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { steps } from '../../src/mitigate/index.ts'
import type { SeenApp } from '../../src/mitigate/seen/seen-app.ts'
import { stepTitle } from '../../src/views/parts/step-title.ts'
import { rowFaults, stepRows, whatIfOf } from './step-rows.ts'
import { createWorld, stepOf, type World } from './world.ts'

/** What the contract of a step asks beyond its types, so that one that is in the list is whole. */
let world: World
beforeAll(async () => {
  world = await createWorld(rowFaults)
})
afterAll(() => world.stop())

const say = loadTranslators('UTC')

const nothingSeen: SeenApp = {
  app: {
    ...{ id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/web', name: 'web', subscriptionId: 's' },
    ...{ resourceGroup: 'g', planId: 'p', location: 'westeurope', os: 'windows', hostNames: [], tags: {} },
  },
  findings: [],
  instances: [],
}
const linuxSeen: SeenApp = { ...nothingSeen, app: { ...nothingSeen.app, os: 'linux' }, instances: ['LW0', 'LW1'] }

test.each(steps)('of an app of which nothing was seen $id is not called impossible', ({ whyNot }) => {
  expect(whyNot?.(nothingSeen)).toBeUndefined()
})

describe.each(languages)('in %s', (language) => {
  const { argumentsOf } = say(language)

  test.each(steps)('$id has a title, whatever it is given', ({ id, inputs }) => {
    const usual = argumentsOf(`step.${id}.title`)
    const variants = Object.keys(inputs).flatMap((name) => argumentsOf(`step.${id}.${name}.title`) ?? [])
    const spokenOf = [...(usual ?? []), ...variants]

    expect(usual).toBeDefined()
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(spokenOf))
    expect(argumentsOf(`step.${id}.any.title`), 'the title without arguments').toEqual(
      spokenOf.length === 0 ? undefined : [],
    )
  })

  test.each(steps)('$id says what it does, and asks for what it takes', ({ id, inputs, asks }) => {
    const questions = [nothingSeen, linuxSeen].flatMap((seen) => asks?.(seen) ?? [])

    expect(argumentsOf(`step.${id}.does`)).toEqual([])
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(questions.map(({ input }) => input)))
    expect(questions.filter(({ input }) => argumentsOf(`step.ask.${input}`)?.length !== 0)).toEqual([])
  })

  test.each(steps.filter(({ kind }) => kind === 'capture'))('$id has the title of what it fetches', ({ id }) => {
    expect(argumentsOf(`collect.${id}.title`)).toEqual([])
  })
})

const rowsOfAll: readonly Parameters<typeof whatIfOf>[1][] = [
  ...stepRows,
  ...steps.filter(({ kind }) => kind === 'capture').map(({ id }) => ({ step: id, app: 'contoso-web' })),
]

test.each(rowsOfAll)('everything that the plan of $step on $app says can be said in every language', async (row) => {
  const plan = await whatIf(row)

  for (const translate of languages.map(say)) {
    const said = [stepTitle(plan, translate), ...phrasesOf(plan).map((phrase) => translate(phrase))]
    expect(said.filter((text) => text.length <= 3)).toEqual([])
  }
})

const phrasesOf = (plan: MitigationPlan): readonly TranslatableMessage[] => [
  ...plan.changes.map(({ what }) => what),
  ...plan.notice,
  ...(plan.warnings ?? []),
  ...(plan.cost.known ? [] : [plan.cost.why]),
]

test.each(stepRows)('$step on $app is about the plan where it changes that, else about the app', async (row) => {
  const { resource } = await whatIf(row)

  const changesPlan = row.needs.some((action) => /serverfarms|autoscalesettings/i.test(action))
  expect(parseAppId(resource) === undefined).toBe(changesPlan)
})

const whatIf = async (row: Parameters<typeof whatIfOf>[1]): Promise<MitigationPlan> => {
  const planned = await whatIfOf(world, row)
  if ('impossible' in planned) throw new Error(`impossible: ${planned.impossible.key}`)
  return planned.plan
}

test.each(rowsOfAll)('$step on $app says of itself whether it destroys evidence, as its plan does', async (row) => {
  const plan = await whatIf(row)

  expect(stepOf(plan.step).destroysEvidence).toBe(plan.destroysEvidence)
})

test.each(stepRows)('$step on $app declares every argument that it and its undo are given', async (row) => {
  const { step, args, undo } = await whatIf(row)

  expect(Object.keys(stepOf(step).inputs)).toEqual(expect.arrayContaining(Object.keys(args)))
  if (undo === undefined) return
  expect(Object.keys(stepOf(undo.step).inputs)).toEqual(expect.arrayContaining(Object.keys(undo.args)))
})

test('a change is planned as one, and what is offered for some hours can be taken back', async () => {
  const plans = await Promise.all(stepRows.map(whatIf))
  const offered = steps.filter(({ offersLease }) => offersLease).map(({ id }) => id)

  expect(
    plans.filter(({ kind, writes }) => kind !== undefined || writes.some(({ method }) => method === 'GET')),
  ).toEqual([])
  expect(offered).not.toEqual([])
  expect(plans.filter(({ step, undo }) => offered.includes(step) && undo === undefined)).toEqual([])
})

test.each(steps.filter(({ kind }) => kind === 'capture'))(
  '$id only reads, and names the file that it keeps',
  async ({ id }) => {
    const plan = await whatIf({ step: id, app: 'contoso-web' })

    expect(plan).toMatchObject({ kind: 'capture', state: { file: expect.any(String) }, destroysEvidence: false })
    expect(plan.writes.every(({ method }) => method === 'GET')).toBe(true)
    expect(plan.undo).toBeUndefined()
  },
)
