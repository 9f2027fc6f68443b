import type { AppRef } from '../../incident/app-ref.ts'

/** Azure's own tag on an app that Application Insights watches, with the component's id for its value. */
const linkTag = /^hidden-link:\s*\/app-insights-resource-id$/i

/**
 * The apps that an Application Insights component watches: availability tests and smart detection name the component,
 * not the app. An app goes before its slots, which carry the same tag.
 */
export const appsWatchedBy = (component: string, apps: readonly AppRef[]): readonly AppRef[] => {
  const watched = apps.filter(({ tags }) =>
    Object.entries(tags).some(([tag, id]) => linkTag.test(tag) && id.toLowerCase() === component.toLowerCase()),
  )
  const production = watched.filter(({ slot }) => slot === undefined)
  return production.length > 0 ? production : watched
}
