import { execFileSync } from 'node:child_process'

/** The smoke and browser tests start the built program, so it is built once before all tests. */
export const setup = (): void => {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' })
}
