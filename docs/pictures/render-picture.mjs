import { escapeXml } from './escape-xml.mjs';

const COLUMN = 310;
const ROW = 130;
const WIDTH = 235;
const LINE = 18;
const MARGIN = 20;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; font-size: 14px; }
  .label { fill: #59636e; }
  rect { fill: #f6f8fa; stroke: #59636e; }
  line { stroke: #59636e; }
  .tip { fill: #59636e; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .label, .tip { fill: #9198a1; }
    rect { fill: #151b23; stroke: #9198a1; }
    line { stroke: #9198a1; }
  }`;

/**
 * Draws boxes on a grid and arrows between them.
 * @param {string} text lines of `title …`, `box name column row title | line …`, `arrow from to label` and
 * `dashed from to label`
 * @returns {string} an SVG
 */
export function renderPicture(text) {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const boxes = new Map(lines.filter((line) => line.startsWith('box ')).map(parseBox));
  const [title = ''] = lines.filter((line) => line.startsWith('title '));
  const arrows = lines.filter((line) => /^(arrow|dashed) /.test(line)).map((line) => drawArrow(line, boxes));
  const right = Math.max(...[...boxes.values()].map(({ x }) => x + WIDTH)) + MARGIN;
  const bottom = Math.max(...[...boxes.values()].map(({ y, height }) => y + height)) + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${right} ${bottom}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(title.replace('title ', ''))}</title>`,
    `<style>${STYLE}\n</style>`,
    '<marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">',
    '<path class="tip" d="M0 0 8 4 0 8Z"/></marker>',
    ...arrows,
    ...[...boxes.values()].map(drawBox),
    '</svg>\n',
  ].join('\n');
}

function parseBox(line) {
  const [, name, column, row, rest] = /^box (\S+) (\d+) (\d+) (.+)$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`this is no box: ${line}`);
  const texts = rest.split(' | ');
  const height = texts.length * LINE + 16;
  return [name, { x: MARGIN + column * COLUMN, y: MARGIN + row * ROW, height, texts }];
}

function drawBox({ x, y, height, texts }) {
  const words = texts.map((text, index) => {
    const kind = index === 0 ? ' class="title"' : '';
    return `<text x="${x + 12}" y="${y + 22 + index * LINE}"${kind}>${escapeXml(text)}</text>`;
  });
  return [`<rect x="${x}" y="${y}" width="${WIDTH}" height="${height}" rx="6"/>`, ...words].join('\n');
}

function drawArrow(line, boxes) {
  const [, kind, from, to, label] = /^(arrow|dashed) (\S+) (\S+) (.+)$/.exec(line) ?? [];
  const [start, end] = [boxes.get(from), boxes.get(to)];
  if (start === undefined || end === undefined) throw new Error(`this is no arrow: ${line}`);
  const [a, b] = start.x === end.x ? vertical(start, end) : horizontal(start, end);
  const dashes = kind === 'dashed' ? ' stroke-dasharray="5 4"' : '';
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  return [
    `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" marker-end="url(#tip)"${dashes}/>`,
    `<text class="label" x="${x + (a.x === b.x ? 8 : 0)}" y="${y - 6}"${a.x === b.x ? '' : ' text-anchor="middle"'}>${escapeXml(label)}</text>`,
  ].join('\n');
}

function vertical(start, end) {
  const x = start.x + WIDTH / 2;
  const isDown = start.y < end.y;
  return isDown
    ? [
        { x, y: start.y + start.height },
        { x, y: end.y },
      ]
    : [
        { x, y: start.y },
        { x, y: end.y + end.height },
      ];
}

function horizontal(start, end) {
  const middle = ({ y, height }) => y + height / 2;
  return [
    { x: start.x + WIDTH, y: middle(start) },
    { x: end.x, y: middle(end) },
  ];
}
