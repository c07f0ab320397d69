/** The embedded store: one SQLite file, written by a thread of its own and read where it is asked. */
import type { Store } from './port.ts';
import { unusable } from './sqlite-fault.ts';
import { takeLock } from './sqlite-lock.ts';
import { openReader, type Reader } from './sqlite-reader.ts';
import { textOf } from './sqlite-rows.ts';
import { prepareFile } from './sqlite-schema.ts';
import { packed } from './sqlite-tasks.ts';
import { startWriter, type Writer } from './sqlite-thread.ts';

const writesOf = (writer: Writer): Omit<Store, keyof Reader['reads'] | 'close'> => ({
  commit: async (write) => writer.run('commit', packed(write)),
  lease: (ask) => writer.run('lease', ask),
  settle: (key, token, settlement) => writer.run('settle', { key, token, settlement }),
  retry: (key) => writer.run('retry', { key }),
  keep: async (kind, id, document) => writer.run('keep', { kind, id, document: textOf(document) }),
  forget: (kind, id) => writer.run('forget', { kind, id }),
  putSpecial: async (id, stream, content) => writer.run('putSpecial', { id, stream, content: textOf(content) }),
  putFile: async (id, stream, bytes) => {
    const copy = new Uint8Array(bytes);
    return writer.run('putFile', { id, stream, bytes: copy }, [copy.buffer]);
  },
});

const openBoth = async (path: string): Promise<{ reader: Reader; writer: Writer }> => {
  prepareFile(path);
  const reader = openReader(path);
  try {
    return { reader, writer: await startWriter(path) };
  } catch (error) {
    reader.close();
    throw error;
  }
};

/**
 * Opens the store in the file at `path`, making the file and its folder when they are new.
 * Rejects with `StoreUnavailable`: in use by another, not writable, not a store, or written by a newer release.
 */
export const openSqlite = async (path: string): Promise<Store> => {
  const release = takeLock(path);
  try {
    const { reader, writer } = await openBoth(path);
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      // The last to close tidies the write-ahead log away, which a reader may not.
      reader.close();
      await writer.close();
      release();
    };
    return { ...reader.reads, ...writesOf(writer), close: () => (closing ??= close()) };
  } catch (error) {
    release();
    throw unusable(path, error);
  }
};
