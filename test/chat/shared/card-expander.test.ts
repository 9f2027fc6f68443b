import { describe, expect, test } from 'vitest'
import { GlobalSettings } from '../../../src/chat/shared/adaptive-cards-templating.ts'
import { createCardExpander, ExpandError } from '../../../src/chat/shared/card-expander.ts'
import type { CardView } from '../../../src/views/types.ts'

const bind = (path: string) => `$\{${path}}`

const view = (data: CardView['data'], images?: CardView['images']): CardView => ({
  template: 'one',
  data,
  summary: 's',
  language: 'en',
  ...(images === undefined ? {} : { images }),
})

const card = (...body: readonly unknown[]) => ({ one: { type: 'AdaptiveCard', version: '1.5', body } })
const text = (value: string, more: object = {}) => ({ type: 'TextBlock', text: value, ...more })

describe('a view that fits its template', () => {
  test('is bound, and repeated over its lists', () => {
    const expand = createCardExpander(card(text(bind('title')), text(bind('name'), { $data: bind('people') })))

    const bound = expand(view({ title: 'Hello', people: [{ name: 'Anna' }, { name: 'Ben' }] }), {})

    expect(bound.body).toEqual([text('Hello'), text('Anna'), text('Ben')])
  })

  test('keeps text that looks like a binding, backticks and all', () => {
    const words = `\`$\{title}\` "quoted" \\ $\{$root.title}`

    const bound = createCardExpander(card(text(bind('words'))))(view({ words, title: 'secret' }), {})

    expect(bound.body).toEqual([text(words)])
  })

  test('loses what repeats over nothing, and what is empty because of that', () => {
    const inner = { type: 'Container', items: [text('x', { $data: bind('none') })] }
    const expand = createCardExpander(
      card(
        { type: 'Container', items: [inner] },
        { type: 'ActionSet', actions: [{ type: 'Action.Execute', $data: bind('none'), title: bind('title') }] },
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: bind('blank') }] },
        { type: 'FactSet', facts: [{ $data: bind('none'), title: bind('title'), value: 'v' }] },
        text('stays', { $slack: { hint: 1 } }),
      ),
    )

    expect(expand(view({ none: [], blank: '' }), {}).body).toEqual([text('stays')])
  })

  test('keeps falsy values that mean something', () => {
    const expand = createCardExpander(
      card({ type: 'Container', isVisible: bind('shown'), items: [text(bind('count'))] }),
    )

    expect(expand(view({ shown: false, count: 0 }), {}).body).toEqual([
      { type: 'Container', isVisible: false, items: [text(0 as unknown as string)] },
    ])
  })

  test('shows a picture where the platform has a URL for it, and leaves it out where not', () => {
    const expand = createCardExpander(card({ type: 'Image', url: bind('images.chart'), altText: 'a' }, text('figures')))
    const pictured = view({}, [{ name: 'chart', svg: '<svg/>', alt: 'a' }])

    expect(expand(pictured, { chart: '/c.png' }).body).toEqual([
      { type: 'Image', url: '/c.png', altText: 'a' },
      text('figures'),
    ])
    expect(expand(pictured, {}).body).toEqual([text('figures')])
  })
})

describe('a mistake', () => {
  test.each([
    ['an unbound value', text(bind('missing')), 'missing'],
    ['an unbound value deep inside', text(bind('deep.missing')), 'deep.missing'],
    ['an unbound list', text('x', { $data: bind('people') }), 'people'],
  ])('is an error: %s', (_, element, path) => {
    const expand = createCardExpander(card(element))

    expect(() => expand(view({ deep: {} }), {})).toThrow(
      expect.objectContaining({ name: 'ExpandError', message: expect.stringContaining(path) }),
    )
  })

  test.each([
    ['text mixed with a binding', text(`Hi ${bind('name')}`)],
    ['an expression', text(bind('concat(a, b)'))],
    ['a condition', text('x', { $when: bind('shown') })],
  ])('in a template is found at the start: %s', (_, element) => {
    expect(() => createCardExpander(card(element))).toThrow(ExpandError)
  })

  test('in the name of a template is an error', () => {
    expect(() => createCardExpander({})(view({}), {})).toThrow(/cards\/one\.json/)
  })

  test('does not leave the library’s global hook behind', () => {
    const expand = createCardExpander(card(text(bind('missing'))))

    expect(() => expand(view({}), {})).toThrow(ExpandError)

    expect(GlobalSettings.getUndefinedFieldValueSubstitutionString).toBeUndefined()
  })
})
