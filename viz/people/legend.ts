// A mark of the legend: the same shape as on the map, as a small picture.

import { COLOURS } from '../charts/colours.ts';
import type { Theme } from '../charts/colours.ts';
import { html, svg } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { inkOf } from './classes.ts';
import type { Look } from './classes.ts';

/** `plain`: people are drawn too small for shapes, so that the colour alone is shown. */
export function legendMark(look: Look, plain: boolean, theme: Theme): TemplateResult {
  const ink = theme === 'forced' ? 'CanvasText' : inkOf(look.hue, COLOURS[theme]);
  return html`<svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
    ${markOf(plain ? 'disc' : look.shape, ink)}
  </svg>`;
}

function markOf(shape: Look['shape'], ink: string): TemplateResult {
  switch (shape) {
    case 'speck':
      return svg`<circle r="1.8" fill=${ink} />`;
    case 'dot':
      return svg`<circle r="3" fill=${ink} />`;
    case 'plus':
      return svg`<path d="M-5 0H5M0-5V5" stroke=${ink} stroke-width="2.5" />`;
    case 'half':
      return svg`<circle r="5" fill="none" stroke=${ink} stroke-width="1.5" /><path d="M0-5A5 5 0 0 0 0 5Z" fill=${ink} />`;
    case 'disc':
      return svg`<circle r="6" fill=${ink} />`;
    case 'ring':
      return svg`<circle r="5" fill="none" stroke=${ink} stroke-width="2.5" />`;
    case 'square':
      return svg`<rect x="-5.5" y="-5.5" width="11" height="11" fill=${ink} />`;
    case 'frame':
      return svg`<rect x="-4.5" y="-4.5" width="9" height="9" fill="none" stroke=${ink} stroke-width="2.5" />`;
    case 'halo':
      return svg`<circle r="4" fill=${ink} /><circle r="7.5" fill="none" stroke=${ink} stroke-width="1.5" />`;
    case 'cross':
      return svg`<path d="M-5-5 5 5M-5 5 5-5" stroke=${ink} stroke-width="2.5" />`;
    case 'up':
      return svg`<path d="M0-6 6 5H-6Z" fill=${ink} />`;
    case 'down':
      return svg`<path d="M0 6 6-5H-6Z" fill=${ink} />`;
    case 'diamond':
      return svg`<path d="M0-6 6 0 0 6-6 0Z" fill=${ink} />`;
  }
}
