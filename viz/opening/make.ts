// Run when the page is built: takes the answer of the first scenario from scenarios/answers/, makes its first runs anew, and
// draws the page as it will stand when it opens.

export interface Made {
  /** The inside of #app. */
  readonly page: string;
  /** The opening, as JSON. */
  readonly data: string;
}

export async function makeOpening(window: Window): Promise<Made> {
  void window;
  return { page: '', data: '' };
}
