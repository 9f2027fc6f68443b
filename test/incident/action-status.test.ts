import { describe, expect, test } from 'vitest'
import { languages } from '../../src/i18n/types.ts'
import { type ActionStatus, actionStatuses, hasStatusTrait } from '../../src/incident/action-status.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { cardsOf } from '../../src/views/index.ts'
import { sayIn } from '../views/card-translator.ts'
import { incidentOf, storyNames, surroundings } from '../views/fixtures.ts'

/** Every story in which somebody has asked for a step, as if that step stood so. */
const storiesWith = (status: ActionStatus): readonly Incident[] =>
  storyNames
    .map((name) => incidentOf(name))
    .filter(({ actions }) => actions.some(({ plan }) => plan !== undefined))
    .map((incident) => ({ ...incident, actions: incident.actions.map((action) => ({ ...action, status })) }))

describe.each(languages)('in %s', (language) => {
  test.each(actionStatuses)('%s has words wherever a card may speak of it', (status) => {
    const stories = storiesWith(status)

    expect(stories.length).toBeGreaterThan(5)
    // A key that is missing throws.
    for (const incident of stories) expect(cardsOf(incident, sayIn(language), surroundings).length).toBeGreaterThan(0)
  })
})

test('what runs may stand, and what has ended is not under way', () => {
  for (const status of actionStatuses) {
    const has = (trait: Parameters<typeof hasStatusTrait>[1]) => hasStatusTrait({ status }, trait)

    expect(has('ended') && has('under-way'), status).toBe(false)
    expect(has('running') && !has('under-way'), status).toBe(false)
    expect(has('unsettled') && !has('standing'), status).toBe(false)
    expect(has('undoable') && !has('standing'), status).toBe(false)
    expect(has('retriable') && has('standing'), status).toBe(false)
  }
})
