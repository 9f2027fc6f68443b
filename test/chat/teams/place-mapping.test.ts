import { expect, it } from 'vitest'
import { teamsPersonOf } from '../../../src/chat/teams/place-mapping.ts'

const nameOf = (name: string): string =>
  teamsPersonOf({ from: { id: '29:1', aadObjectId: 'ada', name } }, 'tenant').name

it('a display name is plain: no link, no markup, nothing invisible, one line', () => {
  expect(nameOf('[Approve](https://evil.example)')).toBe('Approve (https://evil.example)')
  expect(nameOf('**Ada**\n<at>everyone</at> \u202eevil')).toBe('Ada at everyone /at evil')
  expect(nameOf('Ada de Vries (Gast)')).toBe('Ada de Vries (Gast)')
  expect(nameOf('a'.repeat(500)).length).toBeLessThanOrEqual(80)
  expect(nameOf('***')).toBe('?')
})
