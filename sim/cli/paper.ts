// A document to draw in where there is no browser: elements with attributes, text and children, as much of the DOM as d3 and
// the charts use, and a serialiser. Charts come out as they do in a browser's own document (test/charts.test.ts compares).

type Child = PaperElement | string;

export class PaperElement {
  readonly ownerDocument: Paper;
  readonly namespaceURI: string | null;
  readonly tagName: string;
  readonly attributes = new Map<string, string>();
  children: Child[] = [];
  parentNode: PaperElement | null = null;

  constructor(ownerDocument: Paper, namespaceURI: string | null, tagName: string) {
    this.ownerDocument = ownerDocument;
    this.namespaceURI = namespaceURI;
    this.tagName = tagName;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild(child: PaperElement): PaperElement {
    return this.insertBefore(child, null);
  }

  insertBefore(child: PaperElement, before: PaperElement | null): PaperElement {
    child.parentNode?.removeChild(child);
    const at = before === null ? this.children.length : this.children.indexOf(before);
    this.children.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }

  removeChild(child: PaperElement): PaperElement {
    this.children = this.children.filter((other) => other !== child);
    child.parentNode = null;
    return child;
  }

  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }

  set textContent(text: string) {
    this.children = text === '' ? [] : [String(text)];
  }

  querySelector(selector: string): PaperElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  /** Of selectors: names, classes, and descendants of them. */
  querySelectorAll(selector: string): PaperElement[] {
    const steps = selector.trim().split(/\s+/);
    if (!steps.every((step) => /^\.?[\w-]+$/.test(step)))
      throw new SyntaxError(`${selector} is no selector that paper knows`);
    return steps.reduce<PaperElement[]>(
      (found, step) =>
        [...new Set(found.flatMap((element) => Array.from(element.below())))].filter((element) =>
          element.is(step),
        ),
      [this],
    );
  }

  private is(step: string): boolean {
    if (!step.startsWith('.')) return this.tagName === step;
    return (this.getAttribute('class') ?? '').split(' ').includes(step.slice(1));
  }

  private *below(): Generator<PaperElement> {
    for (const child of this.children) {
      if (typeof child === 'string') continue;
      yield child;
      yield* child.below();
    }
  }
}

export class Paper {
  createElementNS(namespace: string | null, name: string): PaperElement {
    return new PaperElement(this, namespace, name);
  }
}

/** The element as XML. Characters that XML cannot have are left out. */
export function serialise(element: PaperElement): string {
  const attributes = Array.from(element.attributes, ([name, value]) => ` ${name}="${escaped(value, true)}"`);
  // As XMLSerializer does it: a namespace is named where it begins.
  const { namespaceURI, parentNode } = element;
  if (namespaceURI !== null && parentNode?.namespaceURI !== namespaceURI)
    attributes.unshift(` xmlns="${escaped(namespaceURI, true)}"`);
  const inside = element.children.map((child) =>
    typeof child === 'string' ? escaped(child, false) : serialise(child),
  );
  const start = `<${element.tagName}${attributes.join('')}`;
  return inside.length === 0 ? `${start}/>` : `${start}>${inside.join('')}</${element.tagName}>`;
}

function escaped(text: string, quoted: boolean): string {
  const safe = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');
  const plain = safe.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return quoted ? plain.replaceAll('"', '&quot;') : plain;
}
