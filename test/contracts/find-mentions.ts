import type { Node } from 'oxc-parser'
import { parseSource } from '../syntax/parse-source.ts'
import type { SourceFile } from '../syntax/source-tree.ts'

/** How a word stands in the code; `property` is the value of one, `other` an argument or a plain value. */
export type MentionShape = 'comparison' | 'case' | 'key' | 'list' | 'union' | 'property' | 'other'

/** A text, or a key, that is one word of the code's own. */
export interface Mention {
  readonly path: string
  readonly line: number
  readonly word: string
  readonly shape: MentionShape
  /** What it is compared with, as it is named, `person.platform`; of a property's value the property. */
  readonly subject: readonly string[]
  /** All that stand in the same list, union or record, this one too. */
  readonly company: readonly string[]
  /** What it stands in, the nearest first: properties, variables, and what is called with it. */
  readonly within: readonly string[]
}

type MentionContext = Pick<Mention, 'shape' | 'subject' | 'company'>

/** Every word of a file, and how it stands there. */
export const findMentions = (file: SourceFile): readonly Mention[] => {
  const { walk, lineOf } = parseSource(file)
  const found: Mention[] = []
  walk((node, parents) => {
    const word = wordOf(node, parents)
    if (word === undefined) return
    const context = contextOf(node, parents)
    found.push({ path: file.path, line: lineOf(node), word, ...context, within: withinOf(node, parents) })
  })
  return found
}

const wordOf = (node: Node, [parent]: readonly Node[]): string | undefined => {
  if (node.type !== 'Identifier') return node.type === 'TSLiteralType' ? undefined : textOf(node)
  return parent !== undefined && (isKeyOf(node, parent) || isPropertyOf(node, parent)) ? node.name : undefined
}

const textOf = (node: Node): string | undefined => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined
  return node.type === 'TSLiteralType' ? textOf(node.literal) : undefined
}

const isKeyOf = (node: Node, parent: Node): boolean =>
  (parent.type === 'Property' || parent.type === 'TSPropertySignature') && parent.key === node && !parent.computed

const isPropertyOf = (node: Node, parent: Node): boolean =>
  parent.type === 'MemberExpression' && parent.property === node && !parent.computed

const plain: MentionContext = { shape: 'other', subject: [], company: [] }

/** Looks through what changes nothing: brackets, `as const`, both ends of a choice. */
const contextOf = (node: Node, [parent, ...above]: readonly Node[]): MentionContext => {
  switch (parent?.type) {
    case 'BinaryExpression':
      return comparesOnly(parent.operator) ? comparedWith(parent.left === node ? parent.right : parent.left) : plain
    case 'SwitchCase': {
      const [around] = above
      return around?.type === 'SwitchStatement' ? { ...comparedWith(around.discriminant), shape: 'case' } : plain
    }
    case 'CallExpression':
      return contextOfArgument(parent)
    case 'Property':
    case 'TSPropertySignature':
      return isKeyOf(node, parent) ? contextOfKey(above[0]) : { ...plain, shape: 'property', subject: keysOf(parent) }
    case 'MemberExpression':
      return isPropertyOf(node, parent) ? { ...plain, shape: 'key' } : plain
    case 'ArrayExpression':
      return { ...plain, shape: 'list', company: parent.elements.flatMap((one) => (one && textOf(one)) ?? []) }
    case 'TSLiteralType':
      return contextOf(parent, above)
    case 'TSUnionType':
      return { ...plain, shape: 'union', company: parent.types.flatMap((one) => textOf(one) ?? []) }
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return contextOf(parent, above)
    default:
      return plain
  }
}

const comparesOnly = (operator: string): boolean => ['===', '!==', '==', '!='].includes(operator)

const comparedWith = (other: Node): MentionContext => ({ ...plain, shape: 'comparison', subject: namesIn(other) })

const lookups: ReadonlySet<string> = new Set(['includes', 'startsWith', 'endsWith', 'indexOf', 'has', 'get'])

const contextOfArgument = ({ callee }: Extract<Node, { type: 'CallExpression' }>): MentionContext => {
  const names = namesIn(callee)
  return lookups.has(names.at(-1) ?? '') ? { ...plain, shape: 'comparison', subject: names.slice(0, -1) } : plain
}

/** What has functions for values is a thing that can do something, and no record. */
const contextOfKey = (record: Node | undefined): MentionContext => {
  const members =
    record?.type === 'ObjectExpression'
      ? record.properties
      : record?.type === 'TSInterfaceBody'
        ? record.body
        : record?.type === 'TSTypeLiteral'
          ? record.members
          : []
  return { ...plain, shape: 'key', company: members.filter((member) => !isFunction(member)).flatMap(keysOf) }
}

const isFunction = (member: Node): boolean =>
  member.type === 'Property' && (member.shorthand || member.value.type.endsWith('FunctionExpression'))

const keysOf = (member: Node): readonly string[] => {
  if (member.type !== 'Property' && member.type !== 'TSPropertySignature') return []
  if (member.computed) return []
  return member.key.type === 'Identifier' ? [member.key.name] : [textOf(member.key) ?? []].flat()
}

/** `kind.id` of `kind.id`, `kind?.id`, `kind.id!` and `idOf(kind)`: from the outside in, as it is read. */
const namesIn = (node: Node): readonly string[] => {
  switch (node.type) {
    case 'Identifier':
      return [node.name]
    case 'MemberExpression':
      return [...namesIn(node.object), ...namesIn(node.property)]
    case 'CallExpression':
      return namesIn(node.callee)
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return namesIn(node.expression)
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : []
    default:
      return []
  }
}

const withinOf = (node: Node, parents: readonly Node[]): readonly string[] =>
  parents.flatMap((parent, at) => {
    if (isKeyOf(parents[at - 1] ?? node, parent)) return []
    switch (parent.type) {
      case 'Property':
      case 'TSPropertySignature':
        return keysOf(parent)
      case 'VariableDeclarator':
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
        return parent.id.type === 'Identifier' ? [parent.id.name] : []
      case 'CallExpression':
        return parent.arguments.length > 0 ? namesIn(parent.callee).slice(-1) : []
      default:
        return []
    }
  })
