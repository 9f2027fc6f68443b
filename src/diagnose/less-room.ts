/** What a cause that lacks room argues against: fewer instances, and smaller ones. */
export const lessRoom: Readonly<Record<string, string>> = {
  'scale-in': 'cause.against.less-room',
  'scale-down': 'cause.against.less-room',
}
