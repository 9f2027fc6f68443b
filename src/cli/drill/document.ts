import type { Fault } from '../../simulator/index.ts'

/** A drill to be read in `docs/`, with the command that makes it anew. */
export const documentOf = ({ id, title }: Fault, seed: number, lines: readonly string[]): string =>
  [
    `# Drill: ${title}`,
    '',
    `What \`npm run -s drill -- ${id} --seed ${seed}\` tells. Nobody sat at it: the simulated estate broke, Ada and`,
    'Bram are played, everything between them is Appmedic as it runs in practice mode. Times are UTC.',
    '',
    '```text',
    ...lines,
    '```',
    '',
    `Made by \`npm run -s drill -- ${id} --seed ${seed} --markdown > docs/drills/${id}.md\`; a test compares.`,
    '',
  ].join('\n')
