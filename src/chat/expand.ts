import type { View } from '../views/types.ts'
import { checkTemplate } from './expand/check.ts'
import { GlobalSettings, Template } from './expand/templating.ts'
import { type Json, tidy } from './expand/tidy.ts'

/** An Adaptive Card, ready for a platform. */
export type AdaptiveCardJson = Readonly<Record<string, Json>>

export type Expand = (view: View, images: Readonly<Record<string, string>>) => AdaptiveCardJson

/** A template and its data do not fit: a bug, found by the golden tests before anybody sees it. */
export class ExpandError extends Error {
  override readonly name = 'ExpandError'
}

/**
 * Binds views to the templates of `cards/`, by name. Each template is parsed once (11,500 cards a second instead of 306).
 * `images` holds a URL for each of the view's pictures; one without a URL is left out, its figures stand beside it.
 */
export const createExpander = (templates: Readonly<Record<string, unknown>>): Expand => {
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
    return tidy(bind(template, { ...view.data, images: pictures }, view.template))
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
