import { closeForWriting, openForWriting } from '../src/journal/journal-file.ts'

/** The database engine by itself, set as the journal sets it: one row, one commit, on the disk when it returns. */
export interface Engine {
  commit(text: string): void
  close(): void
}

export const openEngine = async (directory: string): Promise<Engine> => {
  const database = await openForWriting(directory)
  database.exec('create table rows (id integer primary key, text text not null)')
  const insert = database.prepare('insert into rows (text) values (?)')
  return { commit: (text) => void insert.run(text), close: () => closeForWriting(database) }
}
