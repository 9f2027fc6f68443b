import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isReadingAction, publishAction, rolesGranting } from '../../src/azure/roles.ts'
import { collectors } from '../../src/collect/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { probes } from '../../src/observe/index.ts'
import type { Probe } from '../../src/observe/types.ts'
import { actionsOf, type DocumentedRole, lower, roles } from './documented-roles.ts'

const all = Object.values(roles)
const neededBy = (members: readonly { readonly needs: readonly string[] }[]): readonly string[] => [
  ...new Set(lower(members.flatMap(({ needs }) => needs))),
]
const without = (wanted: readonly string[], ...held: readonly DocumentedRole[]): readonly string[] =>
  wanted.filter((action) => !lower(actionsOf(...held)).includes(action))

test('there are no other roles', () => {
  const files = readdirSync(new URL('../../manifest/azure/', import.meta.url)).filter((file) =>
    /^role.*json$/.test(file),
  )

  expect(files).toHaveLength(all.length)
})

test('the reading role holds what probes and collectors need, what goes through Kudu aside, and changes nothing', () => {
  const isThroughKudu = ({ needs }: Probe) => needs.includes(publishAction)
  const throughArm = collectors.filter(({ through }) => through === 'arm')

  const arm = [...probes.filter((probe) => !isThroughKudu(probe)), ...throughArm]
  expect(without(neededBy(arm), roles.reading, roles.telemetry)).toEqual([])
  expect(without(neededBy([...probes.filter(isThroughKudu), ...collectors]), roles.reading, roles.kudu)).toEqual([])
  expect(roles.reading.Actions.filter((action) => !isReadingAction(action))).toEqual([])
})

test.each(steps)('$id needs what the roles hold together, and names what reads apart from what writes', ({ needs }) => {
  const needed = lower(needs)

  expect(without(needed, ...all)).toEqual([])
  expect(without(needed.filter(isReadingAction), roles.reading)).toEqual([])
  expect(
    without(
      needed.filter((action) => !isReadingAction(action)),
      ...[roles.steps, roles.configuration, roles.dumps, roles.kudu],
    ),
  ).toEqual([])
})

test('only auto-heal and the health check are lost without the role for configuration', () => {
  const writes = lower(roles.configuration.Actions).filter((action) => !isReadingAction(action))
  const lost = steps.filter(({ needs }) => lower(needs).some((action) => writes.includes(action)))

  expect(writes).toEqual(['microsoft.web/sites/config/write', 'microsoft.web/sites/slots/config/write'])
  expect(lost.map(({ id }) => id).sort()).toEqual(['auto-heal', 'health-check'])
  expect(without(writes, roles.reading, roles.steps, roles.dumps, roles.kudu)).toEqual(writes)
})

test('of what changes something a role holds nothing that no step needs, and nothing by a wildcard', () => {
  const needed = neededBy(steps)
  const changing = lower(actionsOf(roles.steps, roles.configuration)).filter((action) => !isReadingAction(action))

  expect(
    changing.filter(
      (action) => !needed.includes(action) && !needed.includes(action.replace('/sites/slots/', '/sites/')),
    ),
  ).toEqual([])
  expect(actionsOf(...all).filter((action) => action.includes('*'))).toEqual([])
})

test('who lacks an action is told of the role that holds it', () => {
  // The list of what it may do is part of every role that is checked by it.
  const own = all.flatMap(({ Name, Actions }) =>
    Actions.filter((action) => action !== 'Microsoft.Authorization/permissions/read').map((action) => [action, Name]),
  )

  expect(own.filter(([action = '', name = '']) => !rolesGranting(action).includes(name))).toEqual([])
})
