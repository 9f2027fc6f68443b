/** A deadline that never passes, so that a busy machine makes nothing late. */
export const noDeadline = (): AbortSignal => new AbortController().signal

/** Deadlines that pass when the test says so. */
export const deadlinesByHand = (): { deadline(): AbortSignal; pass(): void } => {
  const controllers: AbortController[] = []
  return {
    deadline: () => {
      const controller = new AbortController()
      controllers.push(controller)
      return controller.signal
    },
    pass: () => {
      for (const controller of controllers) controller.abort()
    },
  }
}
