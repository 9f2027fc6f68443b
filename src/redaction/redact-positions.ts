import { looksGenerated } from './generated-text.ts'
import { isSecretName, redactedPlaceholder } from './secret-name.ts'

/** `login ops password …` in a netrc, and `-passin pass:…` of openssl, whatever the password looks like. */
const netrc = /\b(login[ \t]{1,8}[^\s]{1,128}\s{1,8}password[ \t]{1,8})([^\s"'<>]+)/g
const openssl = /(?<![\w.-])(pass:)([^\s"'<>]+)/g

/** `jdbc:oracle:thin:scott/…@host`. */
const oracle = /\b(jdbc:oracle:\w{1,8}:[^\s/@"']{1,64}\/)([^\s@"']{1,128})(?=@)/g

/** A stack trace of PHP shows arguments; those who connect take the password third. */
const connecting =
  /(\b(?:PDO->__construct|mysqli(?:->\w{1,32}|_\w{0,8}connect)|(?:ldap_bind|ftp_login|ssh2_auth_password|imap_open|getConnection))\((?:[^,()\n]{0,256},){2}[ \t]{0,4}["'])([^"'\n]+)/g

/** `IDENTIFIED BY '…'`, `ALTER ROLE app PASSWORD '…'`, `= PASSWORD('…')`, `sp_addlogin 'app', '…'`. */
const sql =
  /((?:\bidentified[ \t]{1,4}(?:with[ \t]{1,4}\w{1,32}[ \t]{1,4})?(?:by|as)[ \t]{1,4}|\bpassword[ \t]{1,4}|=[ \t]{0,4}(?:old_)?password\(|\bsp_addlogin[ \t]{1,4}N?'[^'\n]{1,128}',[ \t]{0,4})N?["'])([^"'\n]+)/gi
const unquotedSql = /\b(user[ \t]{1,4}[^\s]{1,128}[ \t]{1,4}identified[ \t]{1,4}by[ \t]{1,4})([^\s;"']+)/gi

/** `NetworkCredential("app", "…")`, `auth=('app', '…')`: the second of two. */
const pairs =
  /(?<!\w)(\w{0,32}(?:credentials?|auth|login)=?\([ \t]{0,4}["'][^"'\n]{0,128}["'][ \t]{0,4},[ \t]{0,4}["'])(?=[^"'\n]{0,512}\d)([^"'\n]+)/gi

/** What a monitor of Redis shows, and how SMTP is logged in to. */
const authCommands = /(?<!\w)("auth"[ \t](?:"[^"\n]{1,128}"[ \t])?"(?=[^"\n]{1,512}"$)|AUTH PLAIN )([^"\s]+)/gim

/** A line of `.pgpass`: host, port, database, user. */
const pgpass = /^((?:[\w.-]{1,253}|\*):(?:\d{2,5}|\*):(?:[\w-]{1,64}|\*):[\w.-]{1,64}:)(\S+)$/gm

/** `echo … | sudo -S`, and `echo … | docker login --password-stdin`. */
const piped =
  /\b((?:echo|printf)[ \t]{1,4}(?:-n[ \t]{1,4})?["']?)([^\s"'|]{1,256})(?=["']?[ \t]{0,4}\|[ \t]{0,4}(?:sudo[ \t]{1,4}-S|[^\n|]{1,128}-stdin))/g

/** A login's `ops:…` in words: `rejected credentials ops:…`. */
const credentials = /\b(credentials?[ \t]{1,4}["']?[A-Za-z][\w.-]{0,63}:)(?=[^\s:/]{0,64}\d)([^\s:/"']{8,})/gi

const places = [
  netrc,
  openssl,
  oracle,
  connecting,
  sql,
  unquotedSql,
  pairs,
  authCommands,
  pgpass,
  piped,
  credentials,
] as const

/** Secrets that neither their looks nor a name of their own give away, but where they stand. */
export const redactPositions = (text: string): string =>
  redactSpoken(
    places.reduce(
      (seen, place) =>
        seen.replace(place, (whole, before: string, secret: string) =>
          secret.startsWith(redactedPlaceholder) ? whole : before + redactedPlaceholder,
        ),
      redactFormFields(text),
    ),
  )

/** A field of a form in several parts has its name in a header, and its value below an empty line. */
const redactFormFields = (text: string): string =>
  text.replace(formField, (whole, before: string, name: string) =>
    isSecretName(name) ? before + redactedPlaceholder : whole,
  )

const formField =
  /(form-data; name=\\*"([\w.[\]-]{1,128})\\*"(?:\\r\\n|\\n|\r?\n)(?:[\w-]{1,64}: [\w/;= .-]{1,128}(?:\\r\\n|\\n|\r?\n)){0,4}(?:\\r\\n|\\n|\r?\n))((?:(?!\\[rn])[^\r\n])+)/gi

/** `with password hunter2hunter`, `token aB3…`: words of people, so what follows must look like no word. */
const redactSpoken = (text: string): string =>
  text.replace(spoken, (whole, before: string, word: string, said: string) =>
    isSpokenSecret(word, said) ? before + redactedPlaceholder : whole,
  )

const spoken =
  /(?<![\w.-])((password|passwd|passphrase|pwd|passcode|token|secret|credential|api ?key|access ?key)[ \t]{1,4}(?:(?:is|was|of)[ \t]{1,4})?["'`]?)([^\s"'`<>,;()[\]{}]{8,512})/gi

function isSpokenSecret(word: string, said: string): boolean {
  // An address, a path, an assignment or a setting is no password, and what is in it has been looked at already.
  if (/[=/\\:|]|@.*\./.test(said) || !/\d/.test(said) || !/[a-z]/i.test(said)) return false
  if (/^pass|^pwd/i.test(word))
    return !/^(?:v?\d+[\d.]*\w?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-.*)\W*$/i.test(said)
  return said.length >= 16 && looksGenerated(said) && !said.includes('.')
}
