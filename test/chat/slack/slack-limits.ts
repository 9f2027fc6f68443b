/**
 * Slack's limits as its documentation has them, written down a second time: what the product believes is not asked.
 * Counts code points.
 */
type Node = Readonly<Record<string, unknown>>

const length = (text: unknown): number => Array.from(String(text ?? '')).length

const mostIn: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  header: { text: 150 },
  section: { text: 3000 },
  button: { text: 75, value: 2000, url: 3000 },
  image: { alt_text: 2000, image_url: 3000 },
  input: { label: 2000 },
  modal: { title: 24, submit: 24, close: 24, private_metadata: 3000 },
  static_select: { placeholder: 150 },
  plain_text_input: { placeholder: 150 },
}
const mostElements: Readonly<Record<string, number>> = { actions: 25, context: 10 }
const blockTypes = ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section']

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : String(value ?? '')

/** Everything in the blocks that Slack would refuse; empty where it would take them. */
export const breaches = (blocks: readonly unknown[], surface: 'message' | 'view'): readonly string[] => {
  const found: string[] = []
  const most = surface === 'message' ? 50 : 100
  if (blocks.length === 0 || blocks.length > most) found.push(`${blocks.length} blocks`)
  if (surface === 'message' && lettersIn(blocks) > 13_000) found.push(`${lettersIn(blocks)} characters`)
  const actionIds: string[] = []
  const blockIds: string[] = []
  for (const block of blocks as readonly Node[]) {
    if (!blockTypes.includes(String(block.type))) found.push(`block ${String(block.type)}`)
    if (block.type === 'input' && surface === 'message') found.push('input in a message')
    if (typeof block.block_id === 'string') blockIds.push(block.block_id)
  }
  walk(blocks, (node) => {
    found.push(...breachesOf(node))
    if (typeof node.action_id === 'string') actionIds.push(node.action_id)
  })
  if (new Set(actionIds).size !== actionIds.length) found.push('an action_id twice')
  if (new Set(blockIds).size !== blockIds.length) found.push('a block_id twice')
  return found
}

const breachesOf = (node: Node): readonly string[] => {
  const type = String(node.type)
  const found: string[] = []
  const atMost = (what: string, size: number, most: number) => {
    if (size > most) found.push(`${type} ${what} ${size} > ${most}`)
  }
  for (const [key, most] of Object.entries(mostIn[type] ?? {})) atMost(key, length(textOf(node[key])), most)
  const list = (key: string): readonly Node[] => (Array.isArray(node[key]) ? (node[key] as readonly Node[]) : [])
  if (type in mostElements) {
    atMost('elements', list('elements').length, mostElements[type] ?? 0)
    if (list('elements').length === 0) found.push(`${type} without elements`)
  }
  if (type === 'section') {
    atMost('fields', list('fields').length, 10)
    for (const field of list('fields')) atMost('field', length(textOf(field)), 2000)
    if (node.text === undefined && list('fields').length === 0) found.push('section without text')
  }
  if (type === 'overflow') atMost('options', list('options').length, 5)
  if ('options' in node) {
    atMost('options', list('options').length, 100)
    if (list('options').length === 0) found.push(`${type} without options`)
    for (const option of list('options')) {
      atMost('option text', length(textOf(option.text)), 75)
      atMost('option value', length(option.value), 150)
    }
    const initial = node.initial_option
    if (initial !== undefined && !list('options').some((one) => JSON.stringify(one) === JSON.stringify(initial)))
      found.push('initial_option is no option')
  }
  if (type === 'mrkdwn') found.push('markup')
  if ((type === 'plain_text' || type === 'text') && textOf(node) === '') found.push(`${type} without text`)
  if (type.startsWith('rich_text') && list('elements').length === 0) found.push(`${type} without elements`)
  for (const key of ['action_id', 'block_id']) atMost(key, length(node[key]), 255)
  const confirm = node.confirm as Node | undefined
  if (confirm !== undefined) {
    atMost('confirm title', length(textOf(confirm.title)), 100)
    atMost('confirm text', length(textOf(confirm.text)), 300)
    atMost('confirm yes', length(textOf(confirm.confirm)), 30)
    atMost('confirm no', length(textOf(confirm.deny)), 30)
  }
  return found
}

const lettersIn = (node: unknown): number => {
  let letters = 0
  walk(node, (part) => {
    if (typeof part.text === 'string') letters += length(part.text)
    letters += length(part.alt_text) + length(part.value) + length(part.url)
  })
  return letters
}

export const walk = (node: unknown, visit: (node: Node) => void): void => {
  if (Array.isArray(node)) for (const item of node) walk(item, visit)
  else if (typeof node === 'object' && node !== null) {
    visit(node as Node)
    for (const value of Object.values(node)) walk(value, visit)
  }
}

/** Verb and token of every button and menu entry, forms included. */
export const decisionsIn = (blocks: unknown): readonly string[] => {
  const found: string[] = []
  walk(blocks, (node) => {
    const id = String(node.action_id ?? '').replace(/#\d+$/, '')
    if (node.type === 'button' && !['read', 'link'].includes(id))
      found.push(`${id.replace('ask:', '')} ${String(node.value)}`)
    if (node.type === 'overflow')
      for (const { value } of node.options as readonly { value: string }[]) found.push(value)
  })
  return found
}
