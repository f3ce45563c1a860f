// A picture for the clipboard, and what became of it in words: that it is there, or why it is not and what to do instead.

/** As much of the browser as is used: its clipboard, and what a picture is wrapped in for it. Either may be missing. */
export interface Clip {
  readonly clipboard: Pick<Clipboard, 'write'> | undefined;
  readonly Item: (new (items: Record<string, Promise<Blob>>) => ClipboardItem) | undefined;
}

export function clipOf({ navigator, ClipboardItem: Item }: Window & typeof globalThis): Clip {
  return { clipboard: navigator.clipboard as Clipboard | undefined, Item: Item as Clip['Item'] };
}

interface Made {
  readonly name: string;
  readonly blob: Blob;
}

/**
 * Copies a picture that is still being made, and says what was done. The clipboard takes a promise: what takes long must not
 * lose the click that allowed it. Rejects, as `made` does, where the picture cannot be made.
 */
export async function copyPng(made: Promise<Made>, { clipboard, Item }: Clip): Promise<string> {
  const why = await refused(made, clipboard, Item);
  const { name } = await made;
  return why === null
    ? 'Copied: the picture is on the clipboard. Clipboards leave the recipe out, so its code stands in the corner.'
    : `Not copied: ${why}. Press Save PNG instead, which keeps ${name}.png with its recipe.`;
}

async function refused(
  made: Promise<Made>,
  clipboard: Clip['clipboard'],
  Item: Clip['Item'],
): Promise<string | null> {
  if (clipboard?.write === undefined || Item === undefined) return 'this browser cannot copy pictures';
  try {
    await clipboard.write([new Item({ 'image/png': made.then(({ blob }) => blob) })]);
    return null;
  } catch (error) {
    return (error as Error).name === 'NotAllowedError'
      ? 'this browser does not let the page copy, or the page was left while the picture was made'
      : 'this browser would not take the picture';
  }
}
