import type { Page } from 'playwright-core';

/** Runs in the page, so it is text: what a function here would become does not run there. */
const FAINT = `(nodes) => {
  const parts = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = (color) => {
    const [r, g, b] = parts(color).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    if (!node) return 'rgb(255, 255, 255)';
    const color = getComputedStyle(node).backgroundColor;
    return parts(color)[3] === 0 ? behind(node.parentElement) : color;
  };
  return nodes.map((node) => {
    const [dark, bright] = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => a - b);
    return { text: node.tagName + ' ' + node.textContent, ratio: (bright + 0.05) / (dark + 0.05) };
  });
}`;

/** Every text of a page with its contrast to what is behind it (WCAG 2, 1.4.3). */
export const contrasts = async (page: Page): Promise<{ text: string; ratio: number }[]> =>
  page.evaluate(
    `(${FAINT})([...document.querySelectorAll('h1, h2, p, label, span, a, button, input, textarea, dt, dd')])`,
  );
