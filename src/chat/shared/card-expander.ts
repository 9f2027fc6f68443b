import type { CardView } from '../../views/types.ts'
import { GlobalSettings, Template } from './adaptive-cards-templating.ts'
import type { JsonObject } from './json-object.ts'
import { removeEmptyElements } from './remove-empty-elements.ts'

/** An Adaptive Card, ready for a platform. */
export type AdaptiveCardJson = JsonObject

export type ExpandCard = (view: CardView, images: Readonly<Record<string, string>>) => AdaptiveCardJson

/** A template and its data do not fit: a bug, found by the golden tests before anybody sees it. */
export class ExpandError extends Error {
  override readonly name = 'ExpandError'
}

/**
 * Binds views to the templates of `cards/`, by name. Each template is parsed once (11,500 cards a second instead of 306).
 * `images` holds a URL for each of the view's pictures; one without a URL is left out, its figures stand beside it.
 */
export const createCardExpander = (templates: Readonly<Record<string, unknown>>): ExpandCard => {
  const parsed = new Map<string, Template>()
  for (const [name, template] of Object.entries(templates)) {
    const wrong = checkTemplate(template)
    if (wrong.length > 0) throw new ExpandError(`cards/${name}.json: ${wrong.join('; ')}`)
    parsed.set(name, new Template(template))
  }

  return (view, images) => {
    const template = parsed.get(view.template)
    if (template === undefined) throw new ExpandError(`There is no cards/${view.template}.json.`)
    const pictures = Object.fromEntries((view.images ?? []).map(({ name }) => [name, images[name] ?? '']))
    return removeEmptyElements(bind(template, { ...view.data, images: pictures }, view.template))
  }
}

/**
 * The library leaves an unbound `${path}` standing, where it cannot be told from a person's text that looks like one.
 * It does ask a global hook what to put there, so that is where they are counted; expansion is synchronous.
 */
const bind = (template: Template, data: Readonly<Record<string, unknown>>, name: string): unknown => {
  const unbound: string[] = []
  const former = GlobalSettings.getUndefinedFieldValueSubstitutionString
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    unbound.push(path)
    return undefined
  }
  try {
    const card: unknown = template.expand({ $root: data })
    const wrong = [...unbound.map((path) => `nothing for \${${path}}`), ...template.getLastTemplateExpansionWarnings()]
    if (wrong.length > 0) throw new ExpandError(`cards/${name}.json: ${[...new Set(wrong)].join('; ')}`)
    return card
  } finally {
    restoreHook(former)
  }
}

const restoreHook = (hook: typeof GlobalSettings.getUndefinedFieldValueSubstitutionString): void => {
  if (hook === undefined) delete GlobalSettings.getUndefinedFieldValueSubstitutionString
  else GlobalSettings.getUndefinedFieldValueSubstitutionString = hook
}

const wholeBinding = /^\$\{(\$root\.)?[A-Za-z][\w.]*\}$/

/**
 * What a template may not do, since the library would hide the mistake:
 * mix text and bindings (an error inside is swallowed), compute, or use `$when` (a false one warns like a broken one;
 * repeat over none or one with `$data` instead).
 */
const checkTemplate = (node: unknown, path = ''): readonly string[] => {
  if (typeof node === 'string') return node.includes('${') && !wholeBinding.test(node) ? [`${path}: "${node}"`] : []
  if (Array.isArray(node)) return node.flatMap((item, index) => checkTemplate(item, `${path}[${index}]`))
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$when' ? [`${path}: $when`] : checkTemplate(value, path === '' ? key : `${path}.${key}`),
  )
}
