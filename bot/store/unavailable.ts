/** The store cannot be opened, read or written. The message is one sentence for whoever runs the bot. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}
