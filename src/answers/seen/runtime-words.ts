import type { StateFinding } from '../../incident/finding.ts'

/** What Azure calls a stack, as people call it. */
const stackNames: Readonly<Record<string, string>> = {
  DOTNET: '.NET',
  DOTNETCORE: '.NET',
  NODE: 'Node.js',
  PYTHON: 'Python',
  PHP: 'PHP',
  JAVA: 'Java SE',
  TOMCAT: 'Tomcat',
  JBOSSEAP: 'JBoss EAP',
  RUBY: 'Ruby',
}

/**
 * The stack that is set and its version: `NODE|22-lts` is Node.js 22-lts. Of Windows only a new .NET is told: `v4.0`
 * stands there of every other app too. `undefined` where neither tells, or the app is a container of its own.
 */
export const runtimeOf = ({ linuxFxVersion, netFrameworkVersion }: StateFinding['properties']): string | undefined => {
  const [stack = '', version = ''] = String(linuxFxVersion ?? '').split('|')
  if (/^(?:DOCKER|COMPOSE|KUBE)$/i.test(stack)) return undefined
  if (stack !== '') return `${stackNames[stack.toUpperCase()] ?? stack} ${version}`.trim()
  const net = /^v(\d+)\.(\d+)$/.exec(String(netFrameworkVersion ?? ''))
  return net === null || Number(net[1]) < 5 ? undefined : `.NET ${net[1]}`
}

/** "which .net version", "welke node-versie": the runtime, not what was deployed. */
export const asksForRuntime = (text: string): boolean =>
  /(?<![\w/])\.?net\b(?! ?(?:work|id))|dotnet|\bnode(?:\.?js)?\b|\bjava\b|\bjdk\b|python|\bphp\b|\bruby\b|runtime|framework|\bstack\b/i.test(
    text,
  )
