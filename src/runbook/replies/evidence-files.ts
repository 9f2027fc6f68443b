import { messageOf } from '../../i18n/message.ts'
import { mayFetchDumps } from '../../incident/approval/policy.ts'
import { isGuardedFile } from '../../incident/decide/open-file.ts'
import { answerView } from '../../views/answer-view.ts'
import { incidentAppName } from '../../views/parts/display-names.ts'
import { evidenceFileLines } from '../../views/parts/evidence-file-lines.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'
import { lastLinesOfFile } from '../last-lines-of-file.ts'
import { fileContentLines, readContents } from './evidence-file-contents.ts'
import { fileFactLines } from './evidence-file-facts.ts'
import type { Reply } from './types.ts'

/** What wishes for files say; whoever asks about them, or says that they were collected, wishes for none. */
const wishes =
  /\b(?:collect|gather|capture|grab|pull|secure|take|verzamel|pak|haal)\b(?! (?:you|je|jij|it|earlier)\b)|veilig ?stellen|\b(?:te |gaan )?(?:verzamelen|ophalen)\b/i
const questions =
  /\b(?:where|what|which|who|why|how|when|did|does|do you|is there|are there|was|were|waar|wat|welke|wie|waarom|hoe|wanneer|heb je|kost|staat|staan|is er|zijn er)\b/i

export const isFileWish = (text: string): boolean => wishes.test(text) && !questions.test(text)

const mostLinesRead = 400

export const evidenceFilesReply: Reply = {
  id: 'evidence-files',
  about: 'any',
  answer: async ({ message, incident }, { responder, dependencies, permissions, fileLinks }) => {
    const { links, names } = dependencies.renderContext
    const isWanted = isFileWish(message.text) && incident.collecting.length === 0 && incident.closed === undefined
    // Whoever may only read gets what is there.
    if (isWanted && !permissions.denialOf(message, 'collect', incident.app)) {
      const { person: by, place } = message
      await responder.commit(message, incident.id, {
        type: 'Collect',
        collectors: dependencies.collectors.map(({ id }) => id),
        by,
        place,
      })
    }
    const policy = dependencies.policy()
    const isNothing = incident.evidence.length + incident.collecting.length + incident.collectionFailures.length === 0
    const there = incident.evidence.filter(({ erased }) => erased === undefined)
    const lines = await readContents(incident, (id) => lastLinesOfFile(dependencies.evidence, id, mostLinesRead))
    const { collectors, retention } = dependencies
    const now = dependencies.clock.now()
    const later = { ...message, id: `${message.id}#files` }
    await responder.answer(later, 'evidence-files', (say) => {
      const told = fileFactLines(message.text, { incident, policy, nameOf: names, collectors, retention }, say)
      const isOnlyNamed = told.length === 0
      const contents = fileContentLines(message.text, { incident, now, lines, collectors, isOnlyNamed }, say)
      const facts = [...contents, ...told]
      // Whoever asks about them gets that, and their names beside it; whoever asks which there are gets all of them.
      const list = evidenceFileLines(incident, say).map(({ mark, text }) => `${mark}${text}`)
      const fileNames = incident.evidence.map(({ fileName }) => sanitizeText(fileName, 80)).join(', ')
      const files =
        facts.length === 0 || isWanted ? list : contents.length > 0 || fileNames === '' ? [] : [`▸ ${fileNames}`]
      const coming = isWanted || incident.collecting.length > 0 ? [say(messageOf('talk.logs.coming'))] : []
      return answerView(
        {
          title: messageOf('talk.logs.title', { app: incidentAppName(incident) }),
          lines: [
            ...facts,
            ...files,
            ...there.flatMap(({ id }) => (links === undefined ? [] : [links.evidence(id)])),
            ...(links === undefined && !fileLinks.isThere && there.length > 0
              ? [say(messageOf('talk.files.no-sign-in'))]
              : []),
            ...(isNothing && !isWanted ? [say(messageOf('talk.logs.nothing'))] : []),
            ...coming,
          ],
        },
        say,
      )
    })
    if (links !== undefined) return
    const mayHave = there.filter((file) => !isGuardedFile(file) || mayFetchDumps(policy, message.person))
    await fileLinks.offer(later, incident, ...mayHave.map(({ id }) => id))
  },
}
