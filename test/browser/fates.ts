// Workers in the page that wait, die or never start, as the test says: what happens to a run is then no matter of luck.
import type { Page } from 'playwright-core';

export interface Fate {
  /** Runs from this one on, counted from 0, wait until `letGo`. */
  waitFrom?: number;
  /** A worker that is given one of these runs dies. */
  readonly dies?: readonly number[];
  readonly neverStarts?: boolean;
}

interface Ask {
  readonly path?: readonly string[];
  readonly argumentList?: readonly { readonly value: number }[];
}

/** To be called before the page is opened. */
export async function giveFate(page: Page, fate: Fate): Promise<void> {
  await page.addInitScript((given: Fate) => {
    const waiting: (() => void)[] = [];
    const Real = window.Worker;
    class Fated extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        if (given.neverStarts === true) throw new Error('the browser is out of workers');
        super(url, options);
      }

      override postMessage(message: Ask, rest?: Transferable[] | StructuredSerializeOptions): void {
        const job = message.path?.[0] === 'ask' ? message.argumentList![1]!.value : -1;
        const died = new ErrorEvent('error', { message: 'out of memory' });
        const send = (): void => super.postMessage(message, rest as Transferable[]);
        if (given.dies?.includes(job) === true) setTimeout(() => this.dispatchEvent(died), 5);
        else if (job >= (given.waitFrom ?? Infinity)) waiting.push(send);
        else send();
      }
    }
    Object.assign(window, {
      Worker: Fated,
      letGo: () => {
        given.waitFrom = Infinity;
        waiting.splice(0).forEach((send) => send());
      },
    });
  }, fate);
}

/** What waits is run, and nothing waits any more. */
export async function letGo(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { letGo(): void }).letGo());
}
