import { describe, expect, it } from 'vitest'
import type { StepArgs } from '../../src/incident/mitigation-plan.ts'
import { steps } from '../../src/mitigate/index.ts'
import type { SeenApp } from '../../src/mitigate/seen/seen-app.ts'
import { intentToRequest } from '../../src/runbook/intent-to-request.ts'
import { isOtherStepMeant, stepInWords } from '../../src/runbook/spoken-step.ts'
import { enteredArgsOf } from '../../src/runbook/step-form-values.ts'
import { told } from '../understand/understood.ts'

/** What would be proposed for what somebody says to the bot; `undefined` where nothing is. */
const proposed = (text: string): string | undefined => {
  const parsed = told(text)
  const worded = stepInWords(text, parsed, steps)
  if (worded !== undefined) return worded.wanted?.step
  if (parsed.certainty !== 'sure' || isOtherStepMeant(text, parsed, steps)) return undefined
  return intentToRequest(parsed, steps)?.wanted?.step
}

const each = (frames: readonly string[], ...words: readonly (readonly string[])[]): readonly string[] => [
  ...new Set(
    words.reduce<readonly string[]>(
      (texts, choices, at) => texts.flatMap((text) => choices.map((choice) => text.replace(`$${at}`, choice))),
      frames,
    ),
  ),
]

const ofOneInstance = [
  ...each(
    ['$0 $1 please', 'contoso-web is slow, $0 $1', 'can you $0 $1 of contoso-web?'],
    ['restart', 'reboot', 'recycle', 'bounce', 'kick', 'kill and restart', 'softly restart'],
    [
      ...['that one instance', 'instance RD0003FF12AB34', 'only RD0003FF12AB34', 'the bad worker', 'just one machine'],
      ...['the sick instance', 'a single node', 'worker RD0003FF12AB34', 'the first instance', 'that VM'],
    ],
  ),
  ...each(
    ['$0 $1 aub', 'contoso-web is traag, $0 $1', 'kun je $1 van contoso-web $2?'],
    ['herstart', 'reboot', 'restart even', 'start opnieuw:'],
    [
      ...['die ene instantie', 'instantie RD0003FF12AB34', 'alleen RD0003FF12AB34', 'de zieke worker', 'één machine'],
      ...['de eerste instance', 'een enkele node', 'worker RD0003FF12AB34', 'alleen die server', 'die VM'],
    ],
    ['herstarten', 'rebooten'],
  ),
]

const fewer = each(
  ['$0 contoso-web $1', 'it is quiet, $0 $1', '$0 $1 please'],
  ['scale in', 'scale back', 'scale down', 'schaal terug', 'schaal in'],
  ['to 2 instances', 'to one instance', 'naar 2 instanties', 'by 1 instance', 'to 3 workers'],
)

const smaller = each(
  ['$0 contoso-web $1', '$0 $1'],
  ['scale down', 'downgrade', 'downsize', 'schaal af'],
  ['to P0v3', 'to S1', 'to a smaller plan', 'naar een kleiner plan'],
)

/** Written by hand: how people on call really put it. */
const handWritten: readonly string[] = [
  ...['just bounce RD0003FF12AB34, leave the others alone', 'kill the process on RD0003FF12AB34 only'],
  ...['RD0003FF12AB34 is dead, recycle that one', 'restart RD0003FF12AB34 but not the rest'],
  ...['can we restart one instance at a time?', 'one of the workers hangs, restart that worker'],
  ...['reboot machine RD0003FF12AB34 please', 'the first node is sick, reboot the node'],
  ...['only restart the instance that fails', 'restart the broken instance of contoso-web'],
  ...['please do not restart everything, only RD0003FF12AB34', 'recycle w3wp on RD0003FF12AB34'],
  ...['doe alleen RD0003FF12AB34 even opnieuw', 'herstart alleen RD0003FF12AB34, de rest niet'],
  ...['kill het proces op RD0003FF12AB34', 'die ene machine hangt, herstart die machine'],
  ...['reboot alleen de worker RD0003FF12AB34', 'start instantie RD0003FF12AB34 opnieuw'],
  ...['herstart de kapotte instantie van contoso-web', 'RD0003FF12AB34 is ziek, herstart hem'],
  ...['can someone kick just RD0003FF12AB34', 'recycle the one instance that returns 503s, not all'],
  ...['schop alleen RD0003FF12AB34 even', 'alleen de instantie die 503 geeft herstarten graag'],
  ...['niet alles herstarten, alleen RD0003FF12AB34', 'gooi RD0003FF12AB34 eruit en start hem opnieuw'],
]

/** What may be pressed in the form of a step for one instance, and around it. */
const pressed: readonly Readonly<Record<string, string>>[] = [
  {},
  ...['', '-', ' ', '*', 'all', 'alle', 'RD0003FF12AB34,RD0003FF12AB35', 'RD0003FF12AB3', 'rd0003ff12ab34'].map(
    (instance) => ({ instance }),
  ),
  { instance: 'RD0003FF12AB34' },
  { instance: 'RD0003FF12AB34', step: 'restart' },
  { Instance: 'RD0003FF12AB34', workers: '0' },
  { instance: 'RD0003FF12AB99' },
  { instances: 'RD0003FF12AB34' },
]

const formWishes = ['restart-instance', 'reboot-worker'].flatMap((id) =>
  [['RD0003FF12AB34', 'RD0003FF12AB35'], ['RD0003FF12AB34']].flatMap((instances) =>
    pressed.map((values) => ({ id, instances, values })),
  ),
)

const seenOf = (instances: readonly string[]): SeenApp => ({
  app: {
    ...{ id: '/sites/web', name: 'web', subscriptionId: 's', resourceGroup: 'g', planId: 'p', location: 'westeurope' },
    ...{ os: 'windows', hostNames: [], tags: {} },
  },
  findings: [],
  instances,
})

/** The arguments that such a form asks for; `undefined` where it is asked again. */
const argsOfForm = ({ id, instances, values }: (typeof formWishes)[number]): StepArgs | undefined => {
  const step = steps.find((one) => one.id === id)
  const entered = step === undefined ? undefined : enteredArgsOf(values, step, step.asks?.(seenOf(instances)) ?? [])
  return entered !== undefined && 'args' in entered ? entered.args : undefined
}

describe('nothing wider than asked is proposed', () => {
  it('in 500 wishes and more, each counted once', () => {
    const wishes = new Set([...ofOneInstance, ...fewer, ...smaller, ...handWritten])

    expect(wishes.size + formWishes.length).toBeGreaterThanOrEqual(500)
  })

  it('in words that people really use', () => {
    const wide = handWritten.filter((text) => ['restart', 'soft-restart', 'stop'].includes(proposed(text) ?? ''))

    expect(wide).toEqual([])
  })

  it('by a form for one instance: that one, or it is asked again', () => {
    const asked = formWishes.map(argsOfForm).filter((args) => args !== undefined)

    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter(({ instance }) => !['RD0003FF12AB34', 'RD0003FF12AB35'].includes(String(instance)))).toEqual([])
    expect(asked.filter((args) => Object.keys(args).join() !== 'instance')).toEqual([])
  })

  it('for one instance', () => {
    const wide = ofOneInstance.filter((text) => ['restart', 'soft-restart', 'stop'].includes(proposed(text) ?? ''))

    expect(ofOneInstance.length).toBeGreaterThanOrEqual(300)
    expect(wide).toEqual([])
  })

  it('for fewer instances', () => {
    expect(
      fewer.map((text) => [text, proposed(text)]).filter(([, step]) => ![undefined, 'scale-in'].includes(step)),
    ).toEqual([])
  })

  it('for a smaller plan', () => {
    expect(smaller.filter((text) => ![undefined, 'scale-down'].includes(proposed(text)))).toEqual([])
  })

  it('and most of what is complete is proposed', () => {
    const named = ofOneInstance.filter((text) => text.includes('RD0003FF12AB34'))

    expect(named.filter((text) => proposed(text) !== undefined).length / named.length).toBeGreaterThan(0.6)
    expect(fewer.filter((text) => proposed(text) !== undefined).length / fewer.length).toBeGreaterThan(0.6)
  })
})
