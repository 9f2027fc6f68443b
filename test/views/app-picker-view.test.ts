import { expect, it } from 'vitest'
import type { AppRef } from '../../src/incident/app-ref.ts'
import { appPickerView } from '../../src/views/app-picker-view.ts'
import { sayIn } from './card-translator.ts'
import { incidentOf, surroundings } from './fixtures.ts'

const app = (subscriptionId: string, name: string): AppRef => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/${name}`,
  name,
  subscriptionId,
  resourceGroup: 'contoso-rg',
  planId: '',
  location: 'westeurope',
  os: 'linux',
  hostNames: [],
  tags: {},
})

it('names the subscription where nothing else tells two apps apart', () => {
  const candidates = [app('sub-one', 'contoso-web'), app('sub-two', 'contoso-web'), app('sub-one', 'contoso-api')]
  const { app: _, ...asked } = incidentOf('asked')
  const view = appPickerView({ ...asked, question: { query: 'contoso', candidates } }, sayIn('en'), surroundings)
  const { pick } = view.data as { pick: readonly { choices: readonly { title: string }[] }[] }

  expect(pick[0]?.choices.map(({ title }) => title)).toEqual([
    'contoso-web · contoso-rg · sub-one',
    'contoso-web · contoso-rg · sub-two',
    'contoso-api · contoso-rg',
  ])
})
