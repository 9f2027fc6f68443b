import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { rolesGranting } from '../../src/azure/roles.ts'
import { collectors } from '../../src/collect/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { probes } from '../../src/observe/index.ts'

interface Role {
  readonly Name: string
  readonly Actions: readonly string[]
}

const read = async (file: string): Promise<Role> =>
  JSON.parse(await readFile(new URL(`../../manifest/azure/${file}`, import.meta.url), 'utf8'))

const lower = (actions: readonly string[]): readonly string[] => actions.map((action) => action.toLowerCase())
const own = await read('role.json')
const optIn = [await read('role-dumps.json'), await read('role-kudu.json')]
const isOptIn = (action: string): boolean => /\/(dump\/read|publish\/action)$/i.test(action)
const needed = [...new Set(lower([...probes, ...collectors, ...steps].flatMap(({ needs }) => needs)))]

test('the role holds every action that probes, collectors and steps need; what lays secrets open is apart', () => {
  const missing = needed.filter((action) => !isOptIn(action) && !lower(own.Actions).includes(action))
  const missingApart = needed.filter(
    (action) => isOptIn(action) && !lower(optIn.flatMap(({ Actions }) => Actions)).includes(action),
  )

  expect([...missing, ...missingApart]).toEqual([])
  expect(lower(own.Actions).filter(isOptIn)).toEqual([])
})

test('of what changes something it holds nothing that no step or collector needs', () => {
  const changing = lower(own.Actions).filter((action) => !action.endsWith('/read'))
  const unneeded = changing.filter(
    (action) => !needed.includes(action) && !needed.includes(action.replace('/sites/slots/', '/sites/')),
  )

  expect(unneeded).toEqual([])
  expect(own.Actions.filter((action) => action.includes('*'))).toEqual([])
})

test('who lacks an action is told of the role that holds it', () => {
  const unnamed = [own, ...optIn].flatMap(({ Name, Actions }) =>
    Actions.filter((action) => !rolesGranting(action).includes(Name)).map(
      (action) => `${action}: ${rolesGranting(action)}`,
    ),
  )

  expect(unnamed).toEqual([])
})
