import { createRequire } from 'node:module'

/** The part of `adaptivecards-templating` that is used. Its own types pull in sources that do not compile here. */
interface Templating {
  readonly Template: new (template: unknown) => Template
  /** Process-wide: asked what to put where a path has no value. */
  readonly GlobalSettings: { getUndefinedFieldValueSubstitutionString?: (path: string) => string | undefined }
}

export interface Template {
  expand(context: { readonly $root: unknown }): unknown
  getLastTemplateExpansionWarnings(): readonly string[]
}

const require = createRequire(import.meta.url)

export const { Template, GlobalSettings }: Templating = require('adaptivecards-templating')
