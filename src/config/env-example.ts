import { declarations, type Group, groups } from './declare.ts'
import { type Name, names, settings } from './settings.ts'

/** The text of `.env.example`: every setting in its group, with what it does, commented out. */
export const envExample = (): string => {
  const intro = `# Settings of Appmedic: copy this file to .env and take the # away from what you change.
# With none of them Appmedic runs in practice, on a simulated Azure, for this machine only.
# Made by npm run env-example; the settings are declared in src/config.
`
  return [intro, ...(Object.keys(groups) as Group[]).map(section)].join('\n')
}

const section = (group: Group): string => {
  const members = names.filter((name) => declarations.get(settings.shape[name])?.group === group)
  return [`# --- ${groups[group]} ---`, '', ...members.map(lines)].join('\n')
}

const lines = (name: Name): string => {
  const declaration = declarations.get(settings.shape[name])
  return `# ${declaration?.about}\n# ${name}=${declaration?.example}\n`
}
