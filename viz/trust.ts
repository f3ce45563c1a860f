// Trusted Types: the page's content security policy lets no text become a script. The one exception are the programs of
// workers, which the build has inlined and which start from a blob of the page's own.

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** Must be imported before any worker is started. */
export function allowOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (url.startsWith('blob:')) return url;
      throw new TypeError(`no script is loaded from ${url.slice(0, 40)}`);
    },
  });
}
