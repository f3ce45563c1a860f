// A picture in pixels: the SVG is drawn on a canvas and handed out as PNG with its texts inside. On the main thread, because
// workers cannot draw an SVG; within what every browser draws, because a canvas that is too large comes out blank and silent.

import { KEYWORD, withTexts } from './png.ts';
import { Refused } from './refusal.ts';
import { jsonForXml, RIGHTS, svgText } from './svg.ts';
import type { Told } from './svg.ts';

export type Scale = 1 | 2 | 3;
export const SCALES: readonly Scale[] = [1, 2, 3];
/** Pixels a side, and in all: what phones draw (iOS: 16.7 million). */
const MOST = { side: 16_384, area: 16_777_216 };
/** At 3 × a picture prints at 300 dots an inch. */
const METRE = 100 / 0.0254;

/** The largest scale at which a picture of this size can be drawn; null where none can. */
export function largestScale(width: number, height: number): Scale | null {
  const fits = (scale: number): boolean =>
    Math.max(width, height) * scale <= MOST.side && width * scale * (height * scale) <= MOST.area;
  return SCALES.filter(fits).at(-1) ?? null;
}

/** The PNG of a carrier (svg.ts). Throws a Refused where it is too large, or where the browser draws nothing. */
export async function pngOf(svg: SVGSVGElement, told: Told, scale: Scale): Promise<Uint8Array<ArrayBuffer>> {
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name))) as [
    number,
    number,
  ];
  const largest = largestScale(width, height);
  if (largest === null || scale > largest)
    throw new Refused(
      'picture-too-large',
      `This chart has ${width} by ${Math.ceil(height)} points; at ${scale} × it would be too large for a PNG`,
      '',
      largest === null
        ? 'Save it as SVG, which has no such limit.'
        : `Save it at ${largest} ×, or as SVG, which has no such limit.`,
    );
  const drawn = await draw(svgText(svg), width, height, scale);
  return withTexts(new Uint8Array(await drawn.arrayBuffer()), textsOf(told), Math.round(METRE * scale));
}

/** What a PNG says of itself; the recipe packed, because every program copies it along. */
export function textsOf({ recipe, title, description, link }: Told) {
  return [
    { keyword: 'Title', text: title },
    { keyword: 'Description', text: description },
    { keyword: 'Software', text: `${recipe.engine.name} ${recipe.engine.version}` },
    ...(link === null ? [] : [{ keyword: 'Source', text: link }]),
    { keyword: 'Copyright', text: RIGHTS },
    { keyword: KEYWORD, text: jsonForXml(recipe), packed: true },
  ];
}

async function draw(text: string, width: number, height: number, scale: Scale): Promise<Blob> {
  await document.fonts.ready;
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  try {
    await image.decode();
  } catch {
    throw blank();
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw blank();
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  // The paper is opaque: a corner that is not was not drawn.
  if (context.getImageData(0, 0, 1, 1).data[3] !== 255) throw blank();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw blank();
  return blob;
}

function blank(): Refused {
  return new Refused(
    'picture-blank',
    'This browser could not draw the picture as a PNG',
    '',
    'Try a smaller scale, or save it as SVG.',
  );
}
