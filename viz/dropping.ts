// Files that are let go of over the page. They are caught from the moment that the page stands, for the browser would leave it
// for them; who looks at them comes later, and finds the last of them here.

import type { Signal } from './signal.ts';

/** What was dropped last, once it has been found; null when it was taken up. */
export type Dropped = Promise<readonly File[]> | null;

/** Catches what is dropped anywhere in the document. */
export function followDrops(document: Document, dropped: Signal<Dropped>): void {
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;
  const mark = (on: boolean): void => void document.documentElement.classList.toggle('dropping', on);
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  // Before the editor sees it, which would put the text of the file into its own.
  const drop = (event: DragEvent): void => {
    mark(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    dropped.value = filesIn(event.dataTransfer!);
  };
  document.addEventListener('drop', drop, { capture: true });
}

/** Files that were dropped; of a folder those that stand in it. */
async function filesIn({ items, files }: DataTransfer): Promise<readonly File[]> {
  const entries = Array.from(items ?? []).map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return Array.from(files);
  const found = await Promise.all(entries.filter((entry) => entry !== null).map(filesOf));
  return found.flat();
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return [
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    ];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside = await new Promise<FileSystemEntry[]>((resolve, reject) =>
    reader.readEntries(resolve, reject),
  );
  return (await Promise.all(inside.filter(({ isFile }) => isFile).map(filesOf))).flat();
}
