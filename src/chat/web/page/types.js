/**
 * What the server sends, for the editor and the type checker; nothing here runs.
 * @typedef {{ key: string, name: string, roles: readonly string[] }} Person
 * @typedef {{ person: Person, people: readonly Person[], practice: boolean, speed: number,
 *   examples: readonly string[], fresh: boolean }} Session
 * @typedef {{ json: object, summary: string, language: string, at: number }} CardShown
 * @typedef {{ id: string, thread?: string, at: number, author?: { key: string, name: string }, text?: string,
 *   card?: CardShown, whisper?: true }} MessageShown
 * @typedef {{ messages: readonly MessageShown[], person: Person }} Snapshot
 * @typedef {{ id: string, error?: string, reference?: string }} Handled
 * @typedef {{ verb: string, token: string, values: Record<string, string> }} Pressed
 */
export {}
