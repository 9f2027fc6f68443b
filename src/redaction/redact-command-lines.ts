import { redactedPlaceholder } from './secret-name.ts'

/** Programs, and where among their arguments a secret stands; the third group goes. */
interface CommandSyntax {
  readonly programs: string
  readonly argument: string
}

const value = `("[^"\\n]{1,512}"|'[^'\\n]{1,512}'|[^\\s"',]+)`
/** A blank, or what divides two words of a list: `["-p", "…"]`. */
const gap = `["']?,?[ \\t]{1,8}["']?`
const flag = (names: string, between: string): string => `((?<=[\\s"'])(?:${names})${between})()${value}`

const commands: readonly CommandSyntax[] = [
  { programs: '(?:mysql|mariadb)[\\w-]{0,16}', argument: flag('-p', '') },
  { programs: '7za?|7zr|rar|unrar', argument: flag('-p', '') },
  { programs: 'zip|unzip', argument: flag('-P', gap) },
  { programs: 'sshpass', argument: flag('-p', `(?:${gap})?`) },
  { programs: 'mongo[a-z]{0,12}|cqlsh|rabbitmqadmin', argument: flag('-p', gap) },
  {
    programs: '(?:docker|podman|nerdctl|buildah|skopeo|oras|crane|az|az acr|oc|helm registry|argocd|cf|heroku) login',
    argument: flag('-p', gap),
  },
  { programs: '(?:redis|valkey|keydb)-cli', argument: flag('-a', gap) },
  { programs: 'sqlcmd|bcp|osql|isql|tsql|mosquitto_[ps]ub|kcat', argument: flag('-P', `(?:${gap})?`) },
  { programs: 'ldap(?:search|modify|add|delete|whoami|passwd)', argument: flag('-w', gap) },
  { programs: 'plink|pscp|psftp|putty', argument: flag('-pw', gap) },
  {
    programs: 'curl|wget|https?|lftp|smbclient|restic',
    argument: `((?<=\\s)(?:-[uaU]|--(?:proxy-)?user)(?:=|[ \\t]{0,4}))(["']?[^\\s:%,"']{0,128}[:%,])([^\\s"']+)`,
  },
  {
    programs: 'net(?:\\.exe)? use',
    argument: `(\\\\\\\\[^\\s]{1,256}[ \\t]{1,4}(?:/\\w[^\\s]{0,128}[ \\t]{1,4}){0,3})()(?![/*])${value}`,
  },
  { programs: 'ssh-keygen', argument: flag('-[NP]', gap) },
  { programs: 'az keyvault secret', argument: flag('--value', gap) },
  { programs: 'dotnet nuget|nuget|choco', argument: flag('-k|-ApiKey', gap) },
  { programs: 'vault login', argument: `([ \\t])()(?!-|\\w{1,32}=)${value}` },
  { programs: 'ConvertTo-SecureString', argument: `([ \\t](?:-String[ \\t]{1,4})?)()(?!-)${value}` },
  { programs: 'sqlplus|sqlldr|rman|expd?p?|impd?p?', argument: `([ \\t])([^\\s/@"']{1,64}\\/)([^\\s@"'/]+)(?=@)` },
  {
    programs: 'rabbitmqctl (?:add_user|change_password|authenticate_user)',
    argument: `([ \\t][^\\s]{1,128}[ \\t])()${value}`,
  },
  {
    programs: 'htpasswd',
    argument: `([ \\t]-\\w{0,6}b\\w{0,6}[ \\t]{1,4}[^\\s]{1,256}[ \\t]{1,4}[^\\s]{1,128}[ \\t]{1,4})()${value}`,
  },
]

/** A program begins a word, or a path ends with it; its arguments go to the end of the line. */
const patterns = commands.map(({ programs, argument }) => ({
  line: new RegExp(
    `(?<![\\w.-])(?:${programs.replaceAll(' ', `["',]{0,3}[ \\t]{1,4}["']?`)})(?:\\.exe)?(?=["'\\s])[^\\n]{0,2000}`,
    'g',
  ),
  argument: new RegExp(argument, 'g'),
}))

/** `mysql -p…`, `curl -u user:…`, `docker login -p …`: secrets that only their place on a command line gives away. */
export const redactCommandLines = (text: string): string =>
  patterns.reduce(
    (seen, { line, argument }) => seen.replace(line, (command) => command.replace(argument, redactArgument)),
    text,
  )

const redactArgument = (whole: string, before: string, user: string, secret: string): string =>
  secret.includes(redactedPlaceholder) ? whole : `${before}${user}${redactedPlaceholder}`
