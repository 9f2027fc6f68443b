import { posix } from 'node:path'
import type { Node } from 'oxc-parser'
import { parseSource } from '../syntax/parse-source.ts'
import type { SourceFile } from '../syntax/source-tree.ts'

/** One import, of values or of types alone: a type ties two files together as well. */
export interface FoundImport {
  readonly from: string
  readonly line: number
  readonly to: ImportTarget
}

/** A file by its path from the root; a package without the path inside it; or what only the running program knows. */
export type ImportTarget =
  | { readonly is: 'file'; readonly path: string }
  | { readonly is: 'package'; readonly name: string }
  | { readonly is: 'computed' }

/** Every way in which a file can name another module. */
export const findImports = (file: SourceFile): readonly FoundImport[] => {
  const { walk, lineOf } = parseSource(file)
  const found: FoundImport[] = []
  walk((node) => {
    const source = sourceOf(node)
    if (source !== undefined) found.push({ from: file.path, line: lineOf(node), to: targetOf(file.path, source) })
  })
  return found
}

const sourceOf = (node: Node): Node | undefined => {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source
    case 'ExportNamedDeclaration':
      return node.source ?? undefined
    case 'TSExternalModuleReference':
      return node.expression
    case 'CallExpression':
      return isRequire(node.callee) ? node.arguments[0] : undefined
    default:
      return undefined
  }
}

/** `require(…)`, and `createRequire(…)(…)` where it is used at once. */
const isRequire = (callee: Node): boolean =>
  callee.type === 'Identifier'
    ? callee.name === 'require'
    : callee.type === 'CallExpression' && callee.callee.type === 'Identifier' && callee.callee.name === 'createRequire'

const targetOf = (from: string, source: Node): ImportTarget => {
  if (source.type !== 'Literal' || typeof source.value !== 'string') return { is: 'computed' }
  const specifier = source.value
  return specifier.startsWith('.')
    ? { is: 'file', path: posix.join(posix.dirname(from), specifier) }
    : { is: 'package', name: packageOf(specifier) }
}

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:') ? specifier : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
