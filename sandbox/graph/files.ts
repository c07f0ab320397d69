/** Files in the chosen drives: put by name, found by name or id, read through an address that lasts an hour. */

import { randomBytes } from 'node:crypto';
import type { Answer, Call, Handler, Landlord } from './call.ts';
import type { DriveItem } from './documents.ts';
import { selectFrom } from './odata.ts';
import { GraphError } from './refusal.ts';

const notFound = (): GraphError => new GraphError(404, 'itemNotFound', 'The resource could not be found.');
const invalid = (message: string): GraphError => new GraphError(400, 'invalidRequest', message);

function driveOf(call: Call, landlord: Landlord): string {
  const drive = call.path['drive-id'] ?? '';
  if (!landlord.drives.includes(drive)) throw notFound();
  return drive;
}

const root = (drive: string): Pick<DriveItem, 'id' | 'path' | 'folder'> => ({ id: `${drive}-root`, path: '', folder: true });

const itemById = (landlord: Landlord, drive: string, id: string): DriveItem | undefined =>
  landlord.state.list('item', drive).find((item) => item.id === id);

// Two names that differ only in their case are one, as in SharePoint.
const itemByPath = (landlord: Landlord, drive: string, path: string): DriveItem | undefined =>
  landlord.state.list('item', drive).find((item) => item.path.toLowerCase() === path.toLowerCase());

/** The path from the drive's root that `{parent}:/{path}` means. */
function pathOf(call: Call, landlord: Landlord, drive: string): string {
  const parentId = call.path['parent-id'] ?? '';
  const parent = parentId === 'root' || parentId === root(drive).id ? root(drive) : itemById(landlord, drive, parentId);
  if (!parent?.folder) throw notFound();
  const segments = (call.path['file-path'] ?? '').split('/');
  for (const segment of segments) {
    if (segment === '' || segment === '.' || segment === '..' || /["*:<>?\\|]/.test(segment) || segment.trim() !== segment) {
      throw invalid(`The name '${segment}' cannot be the name of a file or folder.`);
    }
  }
  return [...(parent.path === '' ? [] : [parent.path]), ...segments].join('/');
}

const nameOf = (item: Pick<DriveItem, 'path'>): string => item.path.split('/').at(-1) ?? '';

function parentOf(landlord: Landlord, item: DriveItem): Pick<DriveItem, 'id' | 'path'> {
  const path = item.path.split('/').slice(0, -1).join('/');
  return itemByPath(landlord, item.owner, path) ?? root(item.owner);
}

function shownItem(item: DriveItem, call: Call, landlord: Landlord): object {
  const parent = parentOf(landlord, item);
  const whole = {
    id: item.id,
    name: nameOf(item),
    size: item.size,
    eTag: `"{${item.id}},${item.version}"`,
    createdDateTime: item.createdAt,
    lastModifiedDateTime: item.changedAt,
    webUrl: `https://harrowmere.example/${item.owner}/${encodeURI(item.path)}`,
    parentReference: { driveId: item.owner, id: parent.id, path: `/drives/${item.owner}/root:${parent.path === '' ? '' : `/${parent.path}`}` },
    ...(item.folder
      ? { folder: { childCount: landlord.state.list('item', item.owner).filter((other) => parentOf(landlord, other).id === item.id).length } }
      : { file: { mimeType: item.contentType }, '@microsoft.graph.downloadUrl': landlord.downloadAddress(item.id) }),
  };
  return { '@odata.context': call.context, ...selectFrom(whole, call.query.$select, 'driveItem', ['id']) };
}

function writeItem(landlord: Landlord, held: DriveItem | undefined, fresh: Omit<DriveItem, 'id' | 'version' | 'createdAt' | 'changedAt'>): DriveItem {
  const at = landlord.now().toString();
  const id = held?.id ?? `01${randomBytes(16).toString('hex').toUpperCase()}`;
  const item: DriveItem = { ...fresh, id, version: (held?.version ?? 0) + 1, createdAt: held?.createdAt ?? at, changedAt: at };
  landlord.state.write('item', item);
  return item;
}

/** Folders on the way are made, as Graph does. */
function makeFolders(landlord: Landlord, drive: string, path: string): void {
  const segments = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const folder = segments.slice(0, depth).join('/');
    const held = itemByPath(landlord, drive, folder);
    if (held && !held.folder) throw invalid(`'${folder}' is a file, not a folder.`);
    if (!held) writeItem(landlord, undefined, { owner: drive, path: folder, folder: true, contentType: '', content: '', size: 0 });
  }
}

function put(call: Call, landlord: Landlord, held: DriveItem | undefined, path: string): Answer {
  if (held?.folder) throw invalid(`'${path}' is a folder, not a file.`);
  const bytes = call.body as Buffer;
  const content = { contentType: call.contentType, content: bytes.toString('base64'), size: bytes.length };
  const item = landlord.state.atomically(() => {
    const drive = driveOf(call, landlord);
    makeFolders(landlord, drive, path);
    return writeItem(landlord, held, { owner: drive, path: held?.path ?? path, folder: false, ...content });
  });
  return { status: held ? 200 : 201, body: shownItem(item, call, landlord) };
}

/** The item that the call names by its id or by its path. */
function itemOf(call: Call, landlord: Landlord): DriveItem {
  const drive = driveOf(call, landlord);
  const id = call.path['driveItem-id'];
  const item = id === undefined ? itemByPath(landlord, drive, pathOf(call, landlord, drive)) : itemById(landlord, drive, id);
  if (!item) throw notFound();
  return item;
}

const getItem: Handler = (call, landlord) => ({ status: 200, body: shownItem(itemOf(call, landlord), call, landlord) });

const getContent: Handler = (call, landlord) => {
  const item = itemOf(call, landlord);
  if (item.folder) throw invalid('A folder has no content.');
  return { status: 302, headers: { location: landlord.downloadAddress(item.id) } };
};

const replaceContent: Handler = (call, landlord) => {
  const item = itemOf(call, landlord);
  return put(call, landlord, item, item.path);
};

const putContentByPath: Handler = (call, landlord) => {
  const drive = driveOf(call, landlord);
  const path = pathOf(call, landlord, drive);
  return put(call, landlord, itemByPath(landlord, drive, path), path);
};

export const fileHandlers: Record<string, Handler> = {
  getItem,
  getContent,
  replaceContent,
  getItemByPath: getItem,
  getContentByPath: getContent,
  putContentByPath,
};
